package dev.postern.content;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;

/**
 * A character set of octets, ASCII among them, without state. An octet that is no character of it, or a character that would be written in other octets than it was read from, is read as one of the
 * private characters from U+10FE00 on for each of its octets.
 */
final class LegacyCodec implements Codec {

    private static final int MOST_BYTES = 4;

    private final CharsetDecoder decoder;
    private final CharsetEncoder encoder;
    private final CharBuffer characters = CharBuffer.allocate(4);
    private final ByteBuffer octets = ByteBuffer.allocate(16);
    /** What each single octet is read as, 0 when it is none. */
    private final int[] single = new int[256];

    LegacyCodec(Charset charset) {
        decoder = charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT);
        encoder = charset.newEncoder().onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT);
        byte[] one = new byte[1];
        for (int octet = 0; octet < 256; octet++) {
            one[0] = (byte) octet;
            single[octet] = Math.max(0, character(one, 0, 1));
        }
    }

    @Override
    public int read(byte[] in, int limit, boolean last, Octets into) {
        int at = 0;
        while (at < limit) {
            int c = in[at] & 0xff;
            if (c < 0x80 || single[c] != 0) {
                into.writeCharacter(c < 0x80 ? c : single[c]);
                at++;
                continue;
            }
            int length = 2;
            int character = -1;
            while (length <= MOST_BYTES && at + length <= limit && character < 0) {
                character = character(in, at, length);
                length++;
            }
            if (character < 0 && length <= MOST_BYTES && !last) {
                return at;
            }
            into.writeCharacter(character < 0 ? OCTETS + c : character);
            at += character < 0 ? 1 : length - 1;
        }
        return at;
    }

    /** @return the one character that these octets are and that is written as these octets, else −1 */
    private int character(byte[] in, int at, int length) {
        characters.clear();
        boolean read = !decoder.reset().decode(ByteBuffer.wrap(in, at, length), characters, true).isError() && !decoder.flush(characters).isError();
        characters.flip();
        int character = read && characters.hasRemaining() ? Character.codePointAt(characters, 0) : -1;
        if (character < 0 || Character.charCount(character) != characters.length() || character >= OCTETS || !encode(character) || octets.remaining() != length) {
            return -1;
        }
        for (int i = 0; i < length; i++) {
            if (octets.get(i) != in[at + i]) {
                return -1;
            }
        }
        return character;
    }

    private boolean encode(int character) {
        octets.clear();
        boolean written = !encoder.reset().encode(CharBuffer.wrap(Character.toChars(character)), octets, true).isError() && !encoder.flush(octets).isError();
        octets.flip();
        return written;
    }

    @Override
    public int write(byte[] utf8, int limit, boolean last, Octets into) {
        int at = 0;
        while (at < limit) {
            int length = Utf8.sequence(utf8[at]);
            if (length == 1) {
                into.write(utf8[at] < 0 ? '?' : utf8[at]);
            } else if (at + length > limit) {
                if (!last) {
                    return at;
                }
                length = limit - at;
                into.write('?');
            } else {
                write(Utf8.character(utf8, at, length), into);
            }
            at += length;
        }
        return at;
    }

    private void write(int character, Octets into) {
        if (character >= OCTETS && character < OCTETS + 256) {
            into.write(character - OCTETS);
        } else if (encode(character)) {
            into.write(octets.array(), 0, octets.remaining());
        } else {
            into.write('?');
        }
    }

    @Override
    public boolean knows(int character) {
        return encode(character);
    }
}
