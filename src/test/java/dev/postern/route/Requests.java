package dev.postern.route;

import dev.postern.exchange.Authority;
import dev.postern.exchange.CanonicalPath;
import dev.postern.exchange.Client;
import dev.postern.exchange.Headers;
import dev.postern.exchange.Protocol;
import dev.postern.exchange.RequestFacts;
import dev.postern.exchange.RequestId;
import io.vertx.core.MultiMap;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Requests of tests: {@code GET app.test/path?query}, then header names and values in turn. */
final class Requests {

    private static final InetAddress ADDRESS = InetAddress.ofLiteral("192.0.2.1");

    private Requests() {}

    static RequestFacts request(String line, String... headers) {
        String[] words = line.split(" ", 2);
        int slash = words[1].indexOf('/');
        int question = words[1].indexOf('?');
        String path = words[1].substring(slash, question < 0 ? words[1].length() : question);
        String query = question < 0 ? "" : words[1].substring(question + 1);
        MultiMap values = MultiMap.caseInsensitiveMultiMap();
        for (int i = 0; i < headers.length; i += 2) {
            values.add(headers[i], headers[i + 1]);
        }
        return new RequestFacts(new RequestId("0"), Instant.EPOCH, Protocol.HTTP_2, words[0], Authority.parse(words[1].substring(0, slash)),
                CanonicalPath.parse(path), query,
                Headers.of(values), new Client(ADDRESS, ADDRESS, Optional.empty(), List.of()));
    }
}
