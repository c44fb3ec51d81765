package dev.postern.portal;

import dev.postern.exchange.RefusedException;
import dev.postern.fuzz.Text;
import io.vertx.core.buffer.Buffer;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** The form of a back-channel logout: one field and nothing else, so that no two readers take two tokens out of it. */
public final class LogoutFormFuzz {

    private LogoutFormFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        String token;
        try {
            token = LogoutForm.only(Buffer.buffer(data));
        } catch (RefusedException refused) {
            return;
        }
        String form = new String(data, StandardCharsets.US_ASCII);
        int sign = form.indexOf('=');
        Text.same("logout_token", URLDecoder.decode(form.substring(0, sign), StandardCharsets.UTF_8), "the name in " + form);
        Text.same(URLDecoder.decode(form.substring(sign + 1), StandardCharsets.UTF_8), token, "the value in " + form);
        Text.holds(form.indexOf('&') < 0 && form.indexOf('#') < 0, "something besides: " + form);
    }
}
