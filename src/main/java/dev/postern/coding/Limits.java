package dev.postern.coding;

import dev.postern.coding.CodingException.Problem;

/**
 * How much may come out of a body. Whether a body that grows unevenly stays below a ratio is judged by what has been received when something comes out, and so may differ with the pieces
 * it came in: only beyond the octets that are free, and never towards more than the ratio of the whole.
 *
 * <p>What comes out between two codings of a stack has a bound of its own. No coding takes more than some 50 ns for an octet that goes in, whatever it is: empty members, frames, blocks and
 * tables, of which nothing comes out. Who sends a body pays for that by sending it; inside of a stack the coding around it pays, of which one octet makes a thousand. What is compressed
 * twice hardly shrinks the second time.
 *
 * @param contentBytes in all; a body without a coding has no bound here
 * @param ratio        octets out for each received one, once more than {@code freeBytes} came out
 * @param freeBytes    what comes out before the ratio is looked at
 * @param betweenRatio octets out of each coding but the last for each received one, once more than {@code freeBytes}, or 64 KiB, came out of it
 */
public record Limits(long contentBytes, int ratio, long freeBytes, int betweenRatio) {

    private static final int BETWEEN_RATIO = 16;
    private static final long BETWEEN_FREE_BYTES = 64 << 10;

    /** 1 GiB, and 200 times what was received after the first MiB. */
    public static final Limits DEFAULT = new Limits(1L << 30, 200, 1L << 20);

    /** With 16 times what was received between two codings. */
    public Limits(long contentBytes, int ratio, long freeBytes) {
        this(contentBytes, ratio, freeBytes, BETWEEN_RATIO);
    }

    public Limits {
        if (contentBytes < 1 || ratio < 1 || freeBytes < 0 || betweenRatio < 1) {
            throw new IllegalArgumentException("limits of codings must be positive");
        }
    }

    /** How much content may have come out of so much. */
    long most(long received) {
        return Math.min(contentBytes, Math.max(freeBytes, times(received, ratio)));
    }

    /** How much may have come out of so much for another coding to be taken off. */
    long between(long received) {
        return Math.max(Math.min(freeBytes, BETWEEN_FREE_BYTES), times(received, betweenRatio));
    }

    private static long times(long received, int ratio) {
        return received <= Long.MAX_VALUE / ratio ? received * ratio : Long.MAX_VALUE;
    }

    /** What is wrong with more content than {@link #most}. */
    Problem problem(long decoded) {
        return decoded > contentBytes ? Problem.TOO_LARGE : Problem.EXPANDS;
    }
}
