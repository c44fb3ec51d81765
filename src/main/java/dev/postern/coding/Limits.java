package dev.postern.coding;

import dev.postern.coding.CodingException.Problem;

/**
 * How much may come out of a body; each coding of a stack is held to it. Whether a body that grows unevenly stays below the ratio is judged by what has been received when something
 * comes out, and so may differ with the pieces it came in: only beyond {@code freeBytes}, and never towards more than {@code ratio} of the whole.
 *
 * @param contentBytes in all; a body without a coding has no bound here
 * @param ratio        octets out for each received one, once more than {@code freeBytes} came out
 * @param freeBytes    what comes out before the ratio is looked at
 */
public record Limits(long contentBytes, int ratio, long freeBytes) {

    /** 1 GiB, and 200 times what was received after the first MiB. */
    public static final Limits DEFAULT = new Limits(1L << 30, 200, 1L << 20);

    public Limits {
        if (contentBytes < 1 || ratio < 1 || freeBytes < 0) {
            throw new IllegalArgumentException("limits of codings must be positive");
        }
    }

    /** How much may have come out of so much. */
    long most(long received) {
        long byRatio = received <= Long.MAX_VALUE / ratio ? received * ratio : Long.MAX_VALUE;
        return Math.min(contentBytes, Math.max(freeBytes, byRatio));
    }

    /** What is wrong with more than {@link #most}. */
    Problem problem(long decoded) {
        return decoded > contentBytes ? Problem.TOO_LARGE : Problem.EXPANDS;
    }
}
