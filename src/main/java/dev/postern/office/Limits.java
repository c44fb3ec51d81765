package dev.postern.office;

import java.time.Duration;

/**
 * How much of a document is read. Memory is, at worst, some thirty times {@code documentBytes} for a hostile PDF, and the largest part for the others, beside the text.
 *
 * @param documentBytes of the document as it came
 * @param contentBytes  unpacked in all, with the documents within it
 * @param ratio         unpacked octets for each one of the document, above 4 MiB
 * @param characters    of text
 * @param parts         pages of a PDF, entries of an archive
 * @param depth         archives and documents within one another, the outermost counted
 * @param time          from the first octet to the last
 */
public record Limits(int documentBytes, long contentBytes, int ratio, int characters, int parts, int depth, Duration time) {

    /** 16 MiB that unpack to 256 MiB or 200 times themselves, 8 Mi characters, 5,000 parts, 3 levels, 10 s. */
    public static final Limits DEFAULT = new Limits(16 << 20, 256L << 20, 200, 8 << 20, 5_000, 3, Duration.ofSeconds(10));

    static final long FREE_BYTES = 4L << 20;

    public Limits {
        if (documentBytes < 1 || contentBytes < 1 || ratio < 1 || characters < 1 || parts < 1 || depth < 1 || time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("limits of documents must be positive");
        }
    }
}
