package dev.postern.content;

/**
 * UTF-16 and UTF-32 (Unicode, §3.10). Half a surrogate pair is read as if it were a character and written as it was. What is no character of UTF-32, and what could be taken for it, is read as four
 * characters, one for each octet.
 */
enum WideCodec implements Codec {
    UTF_16BE(2, 8, 0),
    UTF_16LE(2, 0, 8),
    UTF_32BE(4, 24, 0),
    UTF_32LE(4, 0, 24);

    private final int unit;
    private final int first;
    private final int last;

    /** How far the first and the last octet of a unit are shifted. */
    WideCodec(int unit, int first, int last) {
        this.unit = unit;
        this.first = first;
        this.last = last;
    }

    @Override
    public int read(byte[] in, int limit, boolean end, Octets into) {
        int at = 0;
        while (at + unit <= limit) {
            int character = unit(in, at);
            int length = unit;
            if (unit == 2 && Character.isHighSurrogate((char) character)) {
                if (at + 4 > limit && !end) {
                    return at;
                }
                if (at + 4 <= limit && Character.isLowSurrogate((char) unit(in, at + 2))) {
                    character = Character.toCodePoint((char) character, (char) unit(in, at + 2));
                    length = 4;
                }
            }
            if (unit == 4 && (character < 0 || character >= OCTETS)) {
                for (int i = at; i < at + unit; i++) {
                    into.writeCharacter(OCTETS + (in[i] & 0xff));
                }
            } else {
                into.writeCharacter(character);
            }
            at += length;
        }
        return at;
    }

    private int unit(byte[] in, int at) {
        int step = unit == 2 ? last - first : (last - first) / 3;
        int value = 0;
        for (int i = 0; i < unit; i++) {
            value |= (in[at + i] & 0xff) << first + i * step;
        }
        return value;
    }

    @Override
    public int write(byte[] utf8, int limit, boolean end, Octets into) {
        int at = 0;
        while (at < limit) {
            int length = Utf8.sequence(utf8[at]);
            if (at + length > limit) {
                if (!end) {
                    return at;
                }
                length = 1;
            }
            int character = length == 1 && utf8[at] < 0 ? Utf8.REPLACEMENT : Utf8.character(utf8, at, length);
            if (unit == 4 && character >= OCTETS && character < OCTETS + 256) {
                into.write(character - OCTETS);
            } else if (unit == 2 && character > 0xffff) {
                unit(Character.highSurrogate(character), into);
                unit(Character.lowSurrogate(character), into);
            } else {
                unit(character, into);
            }
            at += length;
        }
        return at;
    }

    private void unit(int value, Octets into) {
        int step = unit == 2 ? last - first : (last - first) / 3;
        for (int i = 0; i < unit; i++) {
            into.write(value >> first + i * step);
        }
    }

    @Override
    public boolean knows(int character) {
        return true;
    }
}
