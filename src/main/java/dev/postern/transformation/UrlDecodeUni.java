package dev.postern.transformation;

/**
 * {@code t:urlDecodeUni}: as {@code t:urlDecode}, and {@code %uHHHH}, which IIS reads, becomes one octet too: the one that the configured map has for it
 * ({@code SecUnicodeMapFile}); without a map, or where the map has none, the low octet, full-width forms (FF01 to FF5E) the ASCII they stand for.
 *
 * <p>Example: {@code %u003cb%uFF1e} becomes {@code <b>}; with the map of US-ASCII {@code %u2019} becomes an apostrophe.
 */
final class UrlDecodeUni implements Transformation {

    private static final long TOUCHED = Kinds.of("%+");

    private final UnicodeMap map;

    UrlDecodeUni(UnicodeMap map) {
        this.map = map;
    }

    @Override
    public long touches() {
        return TOUCHED;
    }

    @Override
    public byte[] apply(byte[] in) {
        for (int at = 0; at < in.length; at++) {
            if (in[at] == '%' || in[at] == '+') {
                return decoded(in, at);
            }
        }
        return in;
    }

    private byte[] decoded(byte[] in, int first) {
        Output out = Output.after(in, first);
        int at = first;
        while (at < in.length) {
            if (in[at] == '%' && Octet.hexAt(in, at + 1, 2)) {
                out.put(Octet.pair(in, at + 1));
                at += 3;
            } else if (in[at] == '%' && at + 1 < in.length && (in[at + 1] | 0x20) == 'u' && Octet.hexAt(in, at + 2, 4)) {
                out.put(octet(in, at + 2));
                at += 6;
            } else {
                out.put(in[at] == '+' ? ' ' : in[at]);
                at++;
            }
        }
        return out.octets();
    }

    private int octet(byte[] in, int at) {
        int mapped = map.octet(Octet.pair(in, at) << 8 | Octet.pair(in, at + 2));
        return mapped == UnicodeMap.NONE ? Octet.lowOfFour(in, at) : mapped;
    }
}
