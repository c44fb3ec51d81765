package dev.postern.transformation;

/**
 * {@code t:removeComments}: comments go: C's from its opening to its closing mark, HTML's from {@code <!--} to {@code -->} (either mark closes either), and the rest of the
 * value from {@code --} or {@code #} on. The octet after a closing mark is kept unread, a zero octet where the value ends there; a comment that is not closed becomes a
 * space.
 *
 * <p>Example: {@code a/* b *}{@code /c -- d} becomes {@code ac }.
 */
final class RemoveComments implements Transformation {

    private static final long TOUCHED = Kinds.of("*#-");

    @Override
    public long touches() {
        return TOUCHED;
    }

    @Override
    public byte[] apply(byte[] in) {
        for (int at = 0; at < in.length; at++) {
            if (opening(in, at) > 0 || endsAt(in, at)) {
                return without(in, at);
            }
        }
        return in;
    }

    /** How long the opening mark is that stands here; 0 if none does. */
    private static int opening(byte[] in, int at) {
        if (in[at] == '/' && Octet.startsWith(in, at, "/*")) {
            return 2;
        }
        return in[at] == '<' && Octet.startsWith(in, at, "<!--") ? 4 : 0;
    }

    private static boolean endsAt(byte[] in, int at) {
        return in[at] == '#' || in[at] == '-' && Octet.startsWith(in, at, "--");
    }

    private static byte[] without(byte[] in, int first) {
        Output out = Output.after(in, first);
        int at = first;
        while (at < in.length && !endsAt(in, at)) {
            int opening = opening(in, at);
            if (opening == 0) {
                out.put(in[at++]);
                continue;
            }
            int after = afterComment(in, at + opening);
            if (after < 0) {
                out.put(' ');
                return out.octets();
            }
            out.put(after < in.length ? in[after] : 0);
            at = after + 1;
        }
        return out.octets();
    }

    /** Where the value goes on after the comment whose text begins at {@code from}; -1 when it is not closed. */
    private static int afterComment(byte[] in, int from) {
        for (int at = from; at < in.length; at++) {
            if (in[at] == '*' && Octet.startsWith(in, at, "*/")) {
                return at + 2;
            }
            if (in[at] == '-' && Octet.startsWith(in, at, "-->")) {
                return at + 3;
            }
        }
        return -1;
    }
}
