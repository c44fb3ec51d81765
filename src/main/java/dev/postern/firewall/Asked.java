package dev.postern.firewall;

import dev.postern.exchange.Client;
import dev.postern.exchange.Headers;
import dev.postern.exchange.RequestFacts;
import dev.postern.identity.OwnNames;
import dev.postern.waf.ConnectionFacts;
import dev.postern.waf.Field;
import dev.postern.waf.RequestLine;
import io.vertx.core.http.HttpHeaders;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The request in the engine's words. */
final class Asked {

    private static final String COOKIE = HttpHeaders.COOKIE.toString();

    private Asked() {}

    static ConnectionFacts connection(RequestFacts facts) {
        Client client = facts.client();
        return new ConnectionFacts(client.address().getHostAddress(), client.socket().port(), client.socket().local().map(InetAddress::getHostAddress).orElse(""), facts.authority().port().orElse(443), facts.id().value());
    }

    static RequestLine line(RequestFacts facts, String target) {
        return new RequestLine(octets(facts.method()), octets(target), octets(facts.protocol().label()));
    }

    /** As they were sent, with a Host where HTTP/2 has none, without the gateway's own cookies: what they hold is not for rules to judge, and no upstream sees them. */
    static List<Field> fields(RequestFacts facts) {
        List<Field> fields = new ArrayList<>(facts.headers().count() + 1);
        if (!facts.headers().has(HttpHeaders.HOST)) {
            fields.add(Field.of("host", facts.authority().toString()));
        }
        facts.headers().forEach((name, value) -> {
            String shown = name.equalsIgnoreCase(COOKIE) ? withoutOwn(value) : value;
            if (!shown.isEmpty() || value.isEmpty()) {
                fields.add(Field.of(name, shown));
            }
        });
        return fields;
    }

    static List<Field> fields(Headers headers) {
        List<Field> fields = new ArrayList<>(headers.count());
        headers.forEach((name, value) -> fields.add(Field.of(name, value)));
        return fields;
    }

    static long size(List<Field> fields) {
        return fields.stream().mapToLong(field -> field.name().length + field.value().length).sum();
    }

    private static String withoutOwn(String cookies) {
        StringBuilder out = new StringBuilder(cookies.length());
        for (String pair : cookies.split(";", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 0 || !OwnNames.isOwnCookie(pair.substring(0, equals).strip())) {
                out.append(out.isEmpty() ? "" : ";").append(pair);
            }
        }
        return out.toString().stripLeading();
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
