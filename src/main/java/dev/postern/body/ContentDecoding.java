package dev.postern.body;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Takes the codings off a body so that it can be inspected: {@code gzip}, {@code deflate} and {@code br}, at most two of them. The body that is passed on is not this one. What was
 * decoded before an error counts.
 *
 * <p>Errors: other codings, more than two, content that is broken, that goes on behind its end or that grows beyond the limits. Any thread.
 */
public final class ContentDecoding {

    private static final int MOST_CODINGS = 2;

    /**
     * How much may come out.
     *
     * @param contentBytes of any body
     * @param ratio        decoded octets for each received one, above 64 KiB
     */
    public record Limits(int contentBytes, int ratio) {

        public static final Limits DEFAULT = new Limits(16 << 20, 100);
        private static final int FREE = 64 << 10;

        public Limits {
            if (contentBytes < 1 || ratio < 1) {
                throw new IllegalArgumentException("limits must be positive");
            }
        }

        private int bound(int received) {
            return (int) Math.min(contentBytes, Math.max(FREE, (long) ratio * received)) + 1;
        }
    }

    private ContentDecoding() {}

    /** @param contentEncoding the field's value, with several codings in the order they were applied; empty for none */
    public static Decoded decode(byte[] body, String contentEncoding, Limits limits) {
        List<String> codings = codings(contentEncoding);
        if (codings.size() > MOST_CODINGS) {
            return new Decoded(body, Optional.of(new BodyError("coding: more than " + MOST_CODINGS + " codings")));
        }
        byte[] content = body;
        for (String coding : codings.reversed()) {
            BoundedContent out = new BoundedContent(limits.bound(body.length));
            try {
                decode(coding, content, out);
            } catch (MalformedException malformed) {
                return new Decoded(out.octets(), Optional.of(malformed.error()));
            }
            content = out.octets();
        }
        return new Decoded(content, Optional.empty());
    }

    private static List<String> codings(String field) {
        List<String> codings = new ArrayList<>();
        for (String coding : field.split(",", -1)) {
            String name = coding.strip().toLowerCase(Locale.ROOT);
            if (!name.isEmpty() && !name.equals("identity")) {
                codings.add(name);
            }
        }
        return codings;
    }

    private static void decode(String coding, byte[] in, BoundedContent out) throws MalformedException {
        switch (coding) {
            case "gzip", "x-gzip" -> Inflation.gzip(in, out);
            case "deflate" -> Inflation.deflate(in, out);
            case "br" -> Brotli.decode(in, out);
            default -> throw new MalformedException("coding: one that cannot be read here");
        }
    }
}
