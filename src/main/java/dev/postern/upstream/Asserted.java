package dev.postern.upstream;

import dev.postern.exchange.FieldText;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A header that the gateway says: the client's own of that name, in any spelling, is removed first.
 *
 * <p>What is not visible ASCII, a percent sign or a space at an end is percent-encoded as UTF-8 (RFC 3986 §2.1), so that no two values look alike upstream and none ends the line. An
 * {@link AsciiString} has been made for a header and is written as it is.
 */
public record Asserted(String name, CharSequence value) {

    private static final String HEX = "0123456789ABCDEF";

    public Asserted {
        Objects.requireNonNull(value, "value");
        if (!FieldText.isToken(name)) {
            throw new IllegalArgumentException("not a header name: " + name);
        }
    }

    CharSequence encoded() {
        return value instanceof AsciiString ready ? ready : encoded(value.toString());
    }

    private static String encoded(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isPlain(text.charAt(i))) {
                return encodeAll(text);
            }
        }
        return text.strip().length() == text.length() ? text : encodeAll(text);
    }

    private static String encodeAll(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < octets.length; i++) {
            char c = (char) (octets[i] & 0xff);
            boolean spaceAtEnd = c == ' ' && (i == 0 || i == octets.length - 1);
            if (isPlain(c) && !spaceAtEnd) {
                out.append(c);
            } else {
                out.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xf));
            }
        }
        return out.toString();
    }

    private static boolean isPlain(char c) {
        return c >= 0x20 && c < 0x7f && c != '%';
    }
}
