package dev.postern.edge;

import dev.postern.exchange.FieldText;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.OptionalLong;

/**
 * What the head of a request says about its body, read once.
 *
 * @param length what {@code Content-Length} says, when it is a number
 * @param coded  whether there is a {@code Transfer-Encoding}
 */
record Framing(OptionalLong length, boolean coded) {

    private static final int MAX_DIGITS = 18;

    static Framing of(MultiMap headers) {
        return new Framing(length(headers.get(HttpHeaders.CONTENT_LENGTH)), headers.contains(HttpHeaders.TRANSFER_ENCODING));
    }

    private static OptionalLong length(String text) {
        return text == null || text.isEmpty() || text.length() > MAX_DIGITS || !FieldText.isDigits(text) ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
    }
}
