package dev.postern.detector;

import dev.postern.detect.Finder;
import dev.postern.detect.ShapeFinder;
import dev.postern.fuzz.Text;
import dev.postern.lexicon.Parts;
import java.util.Arrays;

/** A text of which the first octet says where it is cut: every check answers, and the parts have the hits of the whole. */
public final class DetectorsFuzz {

    private static final int LONGEST = 3000;
    private static final Finder ALL = ShapeFinder.of(Detectors.ALL);

    private DetectorsFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length < 2 || data.length > LONGEST) {
            return;
        }
        byte[] text = Arrays.copyOfRange(data, 1, data.length);
        Text.same(Parts.whole(ALL, text), Parts.cut(ALL, text, (data[0] & 0xff) * text.length / 255), "the parts have other hits");
    }
}
