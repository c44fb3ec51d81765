package dev.postern.route;

import dev.postern.fuzz.Text;
import java.net.URI;

/** An origin that a wildcard allows is one, below the name, by the word of a URI library. */
public final class OriginPatternFuzz {

    private static final OriginPattern BELOW = OriginPattern.parse("https://*.corp.test");

    private OriginPatternFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        String origin = Text.latin(data);
        if (BELOW.allows(origin)) {
            URI read = URI.create(origin);
            Text.holds("https".equals(read.getScheme()) && read.getHost() != null && read.getHost().endsWith(".corp.test"), "allowed: " + origin);
            Text.holds(read.getPort() < 0 && read.getRawUserInfo() == null && read.getRawPath().isEmpty() && read.getRawQuery() == null, "more than an origin: " + origin);
        }
        try {
            OriginPattern pattern = OriginPattern.parse(origin);
            Text.holds(!(pattern instanceof OriginPattern.Exact) || pattern.allows(origin), "does not allow itself: " + origin);
        } catch (IllegalArgumentException noPattern) {
            return;
        }
    }
}
