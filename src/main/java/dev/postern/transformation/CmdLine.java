package dev.postern.transformation;

/**
 * {@code t:cmdLine}: what shells read alike becomes alike. Quotes, backslashes and carets go; space, comma, semicolon, tab, line feed and carriage return become one
 * space a run; a space before {@code /} or {@code (} goes; ASCII capitals become small letters. ModSecurity 2.9 stops at a zero octet; here what comes after one is read
 * too, so that nothing can hide there.
 *
 * <p>Example: {@code "C^OMM'AND" /C  DIR} becomes {@code command/c dir}.
 */
final class CmdLine implements Transformation {

    private static final long TOUCHED = Kinds.of("\"'\\^,;\t\r\n A");

    /** Octets that may have to change; most values have none. */
    private static final boolean[] SUSPECT = suspect();

    private static boolean[] suspect() {
        boolean[] suspect = new boolean[256];
        "\"'\\^,;\t\r\n ABCDEFGHIJKLMNOPQRSTUVWXYZ".chars().forEach(octet -> suspect[octet] = true);
        return suspect;
    }

    @Override
    public long touches() {
        return TOUCHED;
    }

    @Override
    public byte[] apply(byte[] in) {
        for (int at = 0; at < in.length; at++) {
            if (SUSPECT[in[at] & 0xff] && changes(in, at)) {
                return plain(in, at);
            }
        }
        return in;
    }

    /** A space stays, unless something before which it goes, or another that makes one space with it, comes next. */
    private static boolean changes(byte[] in, int at) {
        return in[at] != ' ' || at + 1 < in.length && (separator(in[at + 1]) || in[at + 1] == '/' || in[at + 1] == '(');
    }

    private static boolean separator(byte octet) {
        return switch (octet) {
            case ' ', ',', ';', '\t', '\r', '\n' -> true;
            default -> false;
        };
    }

    private static byte[] plain(byte[] in, int first) {
        Output out = Output.after(in, first);
        boolean spaced = first > 0 && in[first - 1] == ' ';
        for (int at = first; at < in.length; at++) {
            byte octet = in[at];
            if (octet == '"' || octet == '\'' || octet == '\\' || octet == '^') {
                continue;
            }
            if (separator(octet)) {
                if (!spaced) {
                    out.put(' ');
                }
                spaced = true;
                continue;
            }
            if (spaced && (octet == '/' || octet == '(')) {
                out.dropLast();
            }
            spaced = false;
            out.put(Octet.lowered(octet));
        }
        return out.octets();
    }
}
