package dev.postern.transformation;

/**
 * {@code t:urlDecode}: {@code %HH} becomes the octet it says and {@code +} a space; a percent sign without two hexadecimal digits stays.
 *
 * <p>Example: {@code %3Cscript%3E+100%} becomes {@code <script> 100%}.
 */
final class UrlDecode implements Transformation {

    private static final long TOUCHED = Kinds.of("%+");

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

    private static byte[] decoded(byte[] in, int first) {
        Output out = Output.after(in, first);
        int at = first;
        while (at < in.length) {
            if (in[at] == '%' && Octet.hexAt(in, at + 1, 2)) {
                out.put(Octet.pair(in, at + 1));
                at += 3;
            } else {
                out.put(in[at] == '+' ? ' ' : in[at]);
                at++;
            }
        }
        return out.octets();
    }
}
