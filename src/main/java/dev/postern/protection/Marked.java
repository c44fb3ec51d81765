package dev.postern.protection;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.protection.Protection.Why;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;

/**
 * Text that is known for what it is wherever it stands: a mark with a version in it, the id of a key, octets in base64url without padding, and points between and behind them. All of it is letters, digits,
 * {@code -}, {@code _} and {@code .}, which JSON, XML, CSV, forms and addresses leave alone; the last point tells a whole one from one cut short or run into what follows.
 *
 * <pre>
 * penc1.2026-11.SB3vkQ….
 * </pre>
 *
 * It is at most {@value #MOST_CHARACTERS} characters, so that a window shows it whole, and a value at most {@value #MOST_CLEAR_BYTES} octets. Immutable, any thread.
 */
public final class Marked {

    static final int MOST_CHARACTERS = 4096;
    /** What is longer is {@link Why#TOO_LONG}. */
    public static final int MOST_CLEAR_BYTES = 2900;

    private final byte[] mark;
    private final String prefix;
    private final int overheadBytes;
    private final int leastPayload;

    /** @param overheadBytes what the encryption adds */
    Marked(String prefix, int overheadBytes) {
        this.prefix = prefix;
        this.mark = prefix.getBytes(US_ASCII);
        this.overheadBytes = overheadBytes;
        this.leastPayload = (overheadBytes * 4 + 2) / 3;
    }

    record Read(String key, byte[] payload) {}

    /** The start of the next one that begins at {@code from} or later and before {@code to} and is whole within {@code length}; −1 when there is none. Linear in the text, whatever it is. */
    public int next(byte[] text, int length, int from, int to) {
        for (int at = from; at < to; at++) {
            if (text[at] == mark[0] && end(text, length, at) > 0) {
                return at;
            }
        }
        return -1;
    }

    /** The index behind the one that begins at {@code start}; −1 when none does. */
    public int end(byte[] text, int length, int start) {
        if (start + mark.length > length || !Arrays.equals(mark, 0, mark.length, text, start, start + mark.length)) {
            return -1;
        }
        int keyEnd = wordEnd(text, Math.min(length, start + mark.length + Key.MOST_ID_CHARACTERS + 1), start + mark.length);
        if (keyEnd == start + mark.length || keyEnd >= length || text[keyEnd] != '.') {
            return -1;
        }
        int end = wordEnd(text, Math.min(length, start + MOST_CHARACTERS), keyEnd + 1);
        return end - keyEnd - 1 >= leastPayload && end < length && end < start + MOST_CHARACTERS && text[end] == '.' ? end + 1 : -1;
    }

    private static int wordEnd(byte[] text, int limit, int from) {
        int at = from;
        while (at < limit && isWord(text[at])) {
            at++;
        }
        return at;
    }

    private static boolean isWord(byte c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_';
    }

    String written(String key, byte[] payload) {
        return prefix + key + '.' + Base64.getUrlEncoder().withoutPadding().encodeToString(payload) + '.';
    }

    /** Empty for whatever {@link #written} does not write. */
    Optional<Read> read(String text) {
        byte[] octets = text.length() > MOST_CHARACTERS ? new byte[0] : text.getBytes(UTF_8);
        if (octets.length == 0 || end(octets, octets.length, 0) != octets.length) {
            return Optional.empty();
        }
        int dot = text.indexOf('.', prefix.length());
        String key = text.substring(prefix.length(), dot);
        try {
            byte[] payload = Base64.getUrlDecoder().decode(text.substring(dot + 1, text.length() - 1));
            return payload.length >= overheadBytes && written(key, payload).equals(text) ? Optional.of(new Read(key, payload)) : Optional.empty();
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }

    /** What is authenticated with a value: the mark with its version, the key's id, and what the value belongs to. */
    byte[] bound(String key, String label) {
        byte[] id = key.getBytes(US_ASCII);
        byte[] name = label.getBytes(UTF_8);
        return ByteBuffer.allocate(mark.length + 1 + id.length + name.length).put(mark).put((byte) id.length).put(id).put(name).array();
    }

    /** Protects the octets of a text that is short enough and Unicode. */
    Protection clear(String value, Function<byte[], String> protect) {
        if (value.length() > MOST_CLEAR_BYTES) {
            return new Protection.Unfit(Why.TOO_LONG);
        }
        try {
            ByteBuffer clear = UTF_8.newEncoder().encode(CharBuffer.wrap(value));
            byte[] octets = new byte[clear.remaining()];
            clear.get(octets);
            return octets.length > MOST_CLEAR_BYTES ? new Protection.Unfit(Why.TOO_LONG) : new Protection.Given(protect.apply(octets));
        } catch (CharacterCodingException halfACharacter) {
            return new Protection.Unfit(Why.ALPHABET);
        }
    }

    static Optional<String> text(byte[] octets) {
        try {
            return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString());
        } catch (CharacterCodingException notText) {
            return Optional.empty();
        }
    }
}
