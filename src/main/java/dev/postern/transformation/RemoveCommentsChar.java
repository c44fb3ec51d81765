package dev.postern.transformation;

/**
 * {@code t:removeCommentsChar}: the marks of comments go and what is between them stays: C's opening and closing ones, {@code <!--}, {@code -->}, {@code --} and {@code #}.
 *
 * <p>Example: {@code sel/**}{@code /ect} becomes {@code select}.
 */
final class RemoveCommentsChar implements Transformation {

    private static final long TOUCHED = Kinds.of("*#-");

    @Override
    public long touches() {
        return TOUCHED;
    }

    @Override
    public byte[] apply(byte[] in) {
        for (int at = 0; at < in.length; at++) {
            if (mark(in, at) > 0) {
                return without(in, at);
            }
        }
        return in;
    }

    /** How long the mark is that stands here; 0 if none does. */
    private static int mark(byte[] in, int at) {
        return switch (in[at]) {
            case '#' -> 1;
            case '/' -> Octet.startsWith(in, at, "/*") ? 2 : 0;
            case '*' -> Octet.startsWith(in, at, "*/") ? 2 : 0;
            case '<' -> Octet.startsWith(in, at, "<!--") ? 4 : 0;
            case '-' -> Octet.startsWith(in, at, "-->") ? 3 : Octet.startsWith(in, at, "--") ? 2 : 0;
            default -> 0;
        };
    }

    private static byte[] without(byte[] in, int first) {
        Output out = Output.after(in, first);
        int at = first;
        while (at < in.length) {
            int mark = mark(in, at);
            if (mark == 0) {
                out.put(in[at++]);
            }
            at += mark;
        }
        return out.octets();
    }
}
