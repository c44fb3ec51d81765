package dev.postern.automaton;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.detect.Detector;
import dev.postern.detector.Detectors;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What texts that are made to be slow cost all detectors' shapes: the octets that are looked at from all places together. */
final class HostileTextTest {

    private static final int OCTETS = 1 << 20;
    private static final int LONGEST = 4_096;

    private static final AnchoredSet SET = AnchoredSet.of(Detectors.ALL.stream().map(Detector::shapes).flatMap(List::stream)
            .map(shape -> BytePattern.compile(Octets.text(shape.pattern().getBytes(StandardCharsets.UTF_8)), Set.of(BytePattern.Flag.DOLLAR_END_ONLY))).toList(), LONGEST);

    /**
     * @param part repeated, with any letter for an L and any digit for a 0, so that nothing can be remembered
     * @param most octets looked at for each octet of the text
     */
    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "0 ~ 1", "0 0- ~ 40", "L. ~ 60", "@ ~ 2", "L@L. ~ 60", "L@ ~ 20", "L-L ~ 40", "+0 ( ~ 10", "LL ~ 1", "LL:LL: ~ 30", "0000 ~ 1", "GB00 ~ 1", "é ~ 10", "http://L.LL/ ~ 800", "L.com/ ~ 800",
        "L=0;L=0& ~ 10", "eyJL. ~ 40", "eyJLLLLLLLL. ~ 40", "::::0 ~ 60", "00.00.00 ~ 40"})
    void staysLinear(String part, long most) {
        byte[] text = Octets.of(part.repeat(OCTETS / part.length() + 1));
        Random random = new Random(2);
        for (int i = 0; i < text.length; i++) {
            text[i] = (byte) (text[i] == 'L' ? 'a' + random.nextInt(26) : text[i] == '0' ? '0' + random.nextInt(10) : text[i]);
        }
        Stretch stretch = new Stretch(text, OCTETS, 0, OCTETS);
        Ends ends = SET.ends();
        long looked = 0;
        for (int at = 0; at < OCTETS; at++) {
            if (at == 0 || !ByteSet.WORD.contains(text[at] & 0xff) || !ByteSet.WORD.contains(text[at - 1] & 0xff)) {
                looked += SET.match(stretch, at, ends);
            }
        }
        long each = looked / OCTETS;
        assertTrue(each <= most, each + " for each octet");
    }
}
