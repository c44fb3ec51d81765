package dev.postern.identity;

import dev.postern.exchange.Authority;
import dev.postern.exchange.CanonicalPath;
import dev.postern.exchange.Client;
import dev.postern.exchange.Headers;
import dev.postern.exchange.Protocol;
import dev.postern.exchange.RequestFacts;
import dev.postern.exchange.RequestId;
import io.vertx.core.MultiMap;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** Requests as the edge would give them. */
final class Requests {

    private static final InetAddress ADDRESS = InetAddress.ofLiteral("192.0.2.7");

    private Requests() {}

    /** @param headers name, value, name, value … */
    static RequestFacts with(List<X509Certificate> chain, String... headers) {
        MultiMap map = MultiMap.caseInsensitiveMultiMap();
        for (int i = 0; i < headers.length; i += 2) {
            map.add(headers[i], headers[i + 1]);
        }
        return new RequestFacts(RequestId.next(), TestClock.START, Protocol.HTTP_1_1, "GET", Authority.parse("app.corp.test"),
                CanonicalPath.parse("/"), "",
                Headers.of(map), new Client(ADDRESS, ADDRESS, Optional.of("app.corp.test"), chain));
    }

    static RequestFacts with(String... headers) {
        return with(List.of(), headers);
    }

    static RequestFacts bearer(String token) {
        return with("Authorization", "Bearer " + token);
    }

    /** The {@code Cookie} header a browser makes of a {@code Set-Cookie} value. */
    static String cookie(String setCookie) {
        return setCookie.substring(0, setCookie.indexOf(';'));
    }
}
