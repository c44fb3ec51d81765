package dev.postern.transformation;

/**
 * {@code t:htmlEntityDecode}: {@code &#xHH;}, {@code &#DD;}, {@code &quot;}, {@code &amp;}, {@code &lt;}, {@code &gt;} and {@code &nbsp;} become one octet each: of
 * numbers the low octet, of the last A0. The semicolon may be missing; names are read in any case; other names stay.
 *
 * <p>Example: {@code &lt;script&#62;al&#x65;rt} becomes {@code <script>alert}.
 */
final class HtmlEntityDecode implements Transformation {

    private static final long TOUCHED = Kinds.of("&");

    /** A number with more than this says what C's {@code strtol} makes of it: all bits set. */
    private static final long LARGEST = Long.MAX_VALUE;

    @Override
    public long touches() {
        return TOUCHED;
    }

    @Override
    public byte[] apply(byte[] in) {
        int first = Octet.indexOf(in, '&');
        return first < 0 ? in : decoded(in, first);
    }

    private static byte[] decoded(byte[] in, int first) {
        Output out = Output.after(in, first);
        int at = first;
        while (at < in.length) {
            if (in[at] == '&' && at + 1 < in.length) {
                at = in[at + 1] == '#' ? number(in, at, out) : name(in, at, out);
            } else {
                out.put(in[at++]);
            }
        }
        return out.octets();
    }

    private static int number(byte[] in, int at, Output out) {
        boolean hexadecimal = at + 2 < in.length && (in[at + 2] | 0x20) == 'x';
        int radix = hexadecimal ? 16 : 10;
        int from = at + (hexadecimal ? 3 : 2);
        int to = from;
        long value = 0;
        while (to < in.length && isDigit(in[to], radix)) {
            int digit = Octet.hex(in[to++]);
            value = value > (LARGEST - digit) / radix ? LARGEST : value * radix + digit;
        }
        if (to == from) {
            int end = Math.min(from, in.length);
            out.copy(at, end);
            return end;
        }
        out.put((int) value);
        return afterSemicolon(in, to);
    }

    private static boolean isDigit(byte octet, int radix) {
        int value = Octet.hex(octet);
        return value >= 0 && value < radix;
    }

    private static int name(byte[] in, int at, Output out) {
        int to = at + 1;
        while (to < in.length && Octet.alphanumeric(in[to])) {
            to++;
        }
        int octet = named(in, at + 1, to - at - 1);
        if (octet < 0) {
            out.copy(at, to);
            return to;
        }
        out.put(octet);
        return afterSemicolon(in, to);
    }

    private static int named(byte[] in, int at, int length) {
        return switch (length) {
            case 2 -> is(in, at, "lt") ? '<' : is(in, at, "gt") ? '>' : -1;
            case 3 -> is(in, at, "amp") ? '&' : -1;
            case 4 -> is(in, at, "quot") ? '"' : is(in, at, "nbsp") ? Octet.NO_BREAK_SPACE : -1;
            default -> -1;
        };
    }

    private static boolean is(byte[] in, int at, String name) {
        for (int i = 0; i < name.length(); i++) {
            if (Octet.lowered(in[at + i]) != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int afterSemicolon(byte[] in, int at) {
        return at < in.length && in[at] == ';' ? at + 1 : at;
    }
}
