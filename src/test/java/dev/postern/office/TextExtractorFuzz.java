package dev.postern.office;

import dev.postern.fuzz.Text;
import java.time.Duration;

/** Whatever a document is: its text stays within the bounds, its places lie in it in order, it is read alike twice, and what cannot be read says why. */
public final class TextExtractorFuzz {

    private static final Limits LIMITS = new Limits(1 << 16, 4 << 20, 1_000, 100_000, 200, 3, Duration.ofSeconds(20));

    private TextExtractorFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        Extracted read = TextExtractor.extract(data, LIMITS);
        Text.holds(read.text().length() <= 100_000, "more text than allowed");
        int from = 0;
        for (Extracted.Place place : read.places()) {
            Text.holds(place.from() >= from && place.from() <= read.text().length(), "a place out of order");
            from = place.from();
        }
        Text.holds(!read.gaps().contains(Unreadable.TOO_SLOW), "too slow");
        Text.holds(!read.gaps().isEmpty() || TextExtractor.recognises(data) || Kind.of(data) == Kind.TEXT, "nothing, and no reason");
        Text.same(read, TextExtractor.extract(data, LIMITS), "read twice");
    }
}
