package dev.postern.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;

/** What the targets say: octets as text and back, and what must hold. Kept so simple that it can serve as the oracle. */
public final class Text {

    private Text() {}

    /** A broken promise of a parser. */
    public static final class Finding extends AssertionError {
        Finding(String message) {
            super(message);
        }
    }

    public static void holds(boolean condition, String otherwise) {
        if (!condition) {
            throw new Finding(otherwise);
        }
    }

    public static void same(Object one, Object other, String otherwise) {
        holds(Objects.equals(one, other), otherwise + ": " + one + " | " + other);
    }

    public static String latin(byte[] data) {
        return new String(data, StandardCharsets.ISO_8859_1);
    }

    public static byte[] octets(String latin) {
        return latin.getBytes(StandardCharsets.ISO_8859_1);
    }

    public static String hex(byte[] octets) {
        return HexFormat.of().formatHex(octets);
    }

    /** @throws Finding when it is no UTF-8 */
    public static String utf8(byte[] octets) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
        } catch (CharacterCodingException broken) {
            throw new Finding("no UTF-8: " + hex(octets));
        }
    }

    public static byte[] percentDecoded(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) == '%') {
                out.write(Integer.parseInt(text.substring(at + 1, at + 3), 16));
                at += 2;
            } else {
                out.write(text.charAt(at));
            }
        }
        return out.toByteArray();
    }
}
