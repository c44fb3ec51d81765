package dev.postern.transformation;

/**
 * {@code t:sqlHexDecode}: SQL's hexadecimal literals, {@code 0x} and pairs of digits, become the octets they say; an odd digit at the end of a literal stays as it is,
 * and so does {@code 0x} without a pair after it. ModSecurity 2.9 stops at a zero octet; here what comes after one is read too, so that nothing can hide there.
 *
 * <p>Example: {@code concat(0x414243)} becomes {@code concat(ABC)}.
 */
final class SqlHexDecode implements Transformation {

    private static final long TOUCHED = Kinds.of("0");

    @Override
    public long touches() {
        return TOUCHED;
    }

    @Override
    public byte[] apply(byte[] in) {
        for (int at = 0; at + 3 < in.length; at++) {
            if (literalAt(in, at)) {
                return decoded(in, at);
            }
        }
        return in;
    }

    private static boolean literalAt(byte[] in, int at) {
        return in[at] == '0' && at + 3 < in.length && (in[at + 1] | 0x20) == 'x' && Octet.hexAt(in, at + 2, 2);
    }

    private static byte[] decoded(byte[] in, int first) {
        Output out = Output.after(in, first);
        int at = first;
        while (at < in.length) {
            if (literalAt(in, at)) {
                at += 2;
                while (Octet.hexAt(in, at, 2)) {
                    out.put(Octet.pair(in, at));
                    at += 2;
                }
                // What ends a literal is copied without another look, as ModSecurity does.
                out.copy(at, Math.min(at + 1, in.length));
                at++;
            } else {
                out.put(in[at++]);
            }
        }
        return out.octets();
    }
}
