package dev.postern.transformation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.postern.fuzz.Text;
import org.junit.jupiter.api.Test;

final class UnicodeMapTest {

    private static final String FILE = "(MAC - Roman)\n\n1250  (ANSI - Central Europe)\n00a1:21 0141:4C \n\n20127 (US-ASCII)\n2019:27\t0141:4c\n\n12 (none)\n00A1:2 \n";

    private static String decoded(UnicodeMap map, String value) {
        return Text.latin(Transformations.urlDecodeUni(map).apply(Text.octets(value)));
    }

    @Test
    void readsTheCodePageThatIsAskedFor() {
        assertEquals("!L\u0019", decoded(UnicodeMap.parse(FILE, 1250), "%u00a1%u0141%u2019"));
        assertEquals("\u00a1L'", decoded(UnicodeMap.parse(FILE, 20127), "%u00A1%u0141%U2019"));
    }

    @Test
    void whatTheMapHasNotFallsBack() {
        assertEquals("A<%41", decoded(UnicodeMap.parse(FILE, 1250), "%u0141%uff1c%2541").replace('L', 'A'));
        assertEquals("\u00a1", decoded(UnicodeMap.empty(), "%u00a1"));
    }

    @Test
    void theBestFitOfAscii() {
        assertEquals("'\"-<aE?~?", decoded(UnicodeMap.usAscii(), "%u2018%u201d%u2014%u2039%u00e6%u0112%uff1f%u02dc%uff1f"));
        assertEquals("az\u00d7", decoded(UnicodeMap.usAscii(), "%u0061%uff5a%u00d7"));
    }

    @Test
    void sayWhatIsWrongWithAFile() {
        assertEquals("no code page 932", assertThrows(IllegalArgumentException.class, () -> UnicodeMap.parse(FILE, 932)).getMessage());
        assertEquals("not of the form hhhh:hh: 00A1:2", assertThrows(IllegalArgumentException.class, () -> UnicodeMap.parse(FILE, 12)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> UnicodeMap.parse("", 20127));
    }
}
