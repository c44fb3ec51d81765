package dev.postern.signin;

import dev.postern.config.Secret;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;

/** Puts a cookie into a response in place of one of the same name that was to be set before: a browser that is told two things about one cookie believes one of them. */
public final class SetCookies {

    private SetCookies() {}

    /** @param setCookie a whole {@code Set-Cookie} value */
    public static void put(HttpServerResponse response, Secret setCookie) {
        String value = setCookie.reveal();
        String name = value.substring(0, value.indexOf('=') + 1);
        List<String> others = response.headers().getAll("Set-Cookie").stream().filter(other -> !other.startsWith(name)).toList();
        response.headers().remove("Set-Cookie");
        others.forEach(other -> response.headers().add("Set-Cookie", other));
        response.headers().add("Set-Cookie", value);
    }
}
