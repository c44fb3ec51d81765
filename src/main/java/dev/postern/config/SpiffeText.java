package dev.postern.config;

import java.util.regex.Pattern;

/** SPIFFE ids and trust domains (SPIFFE-ID §2), checked for their form. */
final class SpiffeText {

    private static final String DOMAIN = "[a-z0-9._-]{1,255}";
    private static final String SEGMENTS = "(/[A-Za-z0-9._-]+)+";
    private static final String EXACT = "^spiffe://" + DOMAIN + SEGMENTS + "$";
    private static final String PATTERN = "^spiffe://" + DOMAIN + "(" + SEGMENTS + "|(/[A-Za-z0-9._-]+)*/\\*)$";

    private SpiffeText() {}

    static TextShape<String> exact() {
        return shape("a SPIFFE id: spiffe://corp.test/ns/finance/sa/ledger", EXACT);
    }

    /** May end in {@code /*} for every path below. */
    static TextShape<String> pattern() {
        return shape("a SPIFFE id, or one ending in /* for every path below: spiffe://corp.test/ns/finance/*", PATTERN);
    }

    static TextShape<String> trustDomain() {
        return new TextShape<>("a trust domain: corp.test", text -> {
            if (!text.matches(DOMAIN)) {
                throw new Unfit(Shown.of(text) + " is not a SPIFFE trust domain", text.startsWith("spiffe://") ? "without spiffe:// before it" : "");
            }
            return text;
        }, Json.pattern("^" + DOMAIN + "$"));
    }

    private static TextShape<String> shape(String expected, String pattern) {
        Pattern form = Pattern.compile(pattern);
        return new TextShape<>(expected, text -> {
            boolean dots = (text + '/').contains("/./") || (text + '/').contains("/../");
            if (text.length() > 2048 || dots || !form.matcher(text).matches()) {
                throw new Unfit(Shown.of(text) + " is not a SPIFFE id", "");
            }
            return text;
        }, Json.pattern(pattern));
    }
}
