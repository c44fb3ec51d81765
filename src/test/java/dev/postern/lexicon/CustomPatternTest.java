package dev.postern.lexicon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.postern.detect.Category;
import dev.postern.detect.InfoType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CustomPatternTest {

    private static final InfoType TYPE = InfoType.of("STAFF_NUMBER", Category.CUSTOM, "staff number");

    private static CustomPattern pattern(String pattern, int group, List<String> keywords, Validator validator) {
        return CustomPattern.of(new CustomPattern.Definition(TYPE, pattern, group, keywords, List.of("staff"), validator, 50));
    }

    private static String found(CustomPattern pattern, String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        var whole = Parts.whole(pattern, octets);
        for (int at = 0; at <= octets.length; at++) {
            assertEquals(whole, Parts.cut(pattern, octets, at), "cut at " + at);
        }
        return String.join("|", whole.stream().map(hit -> new String(octets, hit.start(), hit.end() - hit.start(), StandardCharsets.UTF_8)).toList());
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', delimiter = ';', value = {
        "E\\d{5}\\b; 0; ; none; E12345, xE12345 E123456; E12345",
        "E(\\d{5})\\b; 1; ; none; a E12345.; 12345",
        "E(\\d{5})?x; 1; ; none; Ex E12345x; Ex|12345",
        "\\d{8}\\b; 0; ; luhn; 12345678 12345674; 12345674",
        "[A-Z]{2}\\d\\d[A-Z0-9 ]{15,30}; 0; ; iban; DE89 3704 0044 0532 0130 00|; DE89 3704 0044 0532 0130 00",
        "\\d{9}\\b; 0; ; mod97; 123456751 123456789; 123456751",
        "E\\d{5}\\b; 0; badge; none; E12345; ",
        "E\\d{5}\\b; 0; badge; none; Badge E12345; E12345",
        "E\\d{5}\\b; 0; badge; none; E12345 is his badge; E12345",
        "E\\d{5}\\b; 0; badge; none; badge ....................................................................... E12345; "})
    void findsWhatItsDefinitionSays(String regex, int group, String keyword, String validator, String text, String expected) {
        CustomPattern pattern = pattern(regex, group, keyword == null ? List.of() : List.of(keyword), Validator.named(validator).orElseThrow());
        assertEquals(expected == null ? "" : expected, found(pattern, text));
    }

    @Test
    void wordsAreHandedOn() {
        assertEquals(List.of("staff"), pattern("E\\d{5}", 0, List.of(), Validator.NONE).words().get(TYPE));
    }

    @Test
    void whatCannotBeUsedIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> pattern("(?<=a)b", 0, List.of(), Validator.NONE));
        assertThrows(IllegalArgumentException.class, () -> pattern("(b", 0, List.of(), Validator.NONE));
        assertThrows(IllegalArgumentException.class, () -> pattern("b", 1, List.of(), Validator.NONE));
        assertThrows(IllegalArgumentException.class, () -> pattern("b", 0, List.of(""), Validator.NONE));
        assertEquals(true, Validator.named("crc").isEmpty());
    }
}
