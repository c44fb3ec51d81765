package dev.postern.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ScannerTest {

    private static final InfoType CARD = InfoType.of("CARD", Category.FINANCIAL, "card");
    private static final InfoType TAX = InfoType.of("TAX", Category.GOVERNMENT_ID, "tax number");
    private static final InfoType MAIL = InfoType.of("MAIL", Category.CONTACT, "address");

    private static final List<Detector> DETECTORS = List.of(
            Detector.of(CARD).shape("\\d{4}-\\d{4}\\b", 60).shape("\\d{8}\\b", 20).check((candidate, confidence) -> candidate.digits().startsWith("0") ? Check.NO : confidence)
                    .words("card", "carte bleue").build(),
            Detector.of(TAX).shape("[A-Z]?\\d{4,8}\\b", 25).shape("\\d{8}\\b", 30).words("tax id", "税号", "налог", "inn", "tn").build(),
            Detector.of(MAIL).shape("[a-z.]{1,20}@[a-z]{1,20}\\.[a-z]{2,5}\\b", 90).build());

    private static final Scanner SCANNER = new Scanner(List.of(ShapeFinder.of(DETECTORS)), Thresholds.DEFAULT);

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String shown(byte[] text, List<Hit> hits) {
        return hits.stream().map(hit -> hit.type() + ":" + new String(text, hit.start(), hit.end() - hit.start(), StandardCharsets.UTF_8) + ":" + hit.confidence())
                .collect(Collectors.joining(" "));
    }

    private static String scanned(String text) {
        return shown(utf8(text), SCANNER.scan(Window.whole(utf8(text)), FieldNames.NONE));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "1234-5678 ~ CARD:1234-5678:60",
        "0234-5678 ~ ''",
        "12345678 ~ ''",
        "write to a.b@c.de or b@c.de. ~ MAIL:a.b@c.de:90 MAIL:b@c.de:90",
        "tax id 12345678 ~ TAX:12345678:65",
        "tax id X12345678 ~ TAX:X12345678:60",
        "card 1234-5678 ~ CARD:1234-5678:95",
        "card tax id 1234-5678 ~ CARD:1234-5678:95"})
    void findsWhatReachesItsThreshold(String text, String expected) {
        assertEquals(expected, scanned(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tax id", "TAX_ID", "tax-id", "taxId", "TaxID", "taxid", "myTaxId", "USTaxId", "user_tax_id", "tax_id2", "2taxId", "\"taxId\":", "«tax id»", "税号", "这是税号是", "налог", "ваш налог:",
        "é tax id", "的tax id", "INN", "inn", "userInn", "USInn", "INNNumber", "tn", "TN:", "my_tn", "tn-no"})
    void aWordBesideItRaisesIt(String before) {
        assertEquals("TAX:12345678:65", scanned(before + " 12345678"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"syntax id", "taxidermy", "tax  id", "tax.id", "налоговый", "знать налога", "inner", "XINN", "éinn", "inné", "tax", "", "userTn", "tn2", "7TN", "4fTNx9", "TNNumber"})
    void aPartOfAWordDoesNot(String before) {
        assertEquals("", scanned(before + " 12345678"));
    }

    @Test
    void aWordBehindItOrFarBeforeItDoesNot() {
        assertEquals("", scanned("12345678 tax id"));
        assertEquals("TAX:12345678:65", scanned("tax id" + " ".repeat(Context.REACH_BYTES - 6) + "12345678"));
        assertEquals("", scanned("tax id" + " ".repeat(Context.REACH_BYTES - 5) + "12345678"));
    }

    @ParameterizedTest
    @CsvSource({"/customer/taxId, TAX:12345678:65", "/customer/id, ''", "'', ''", "carte bleue, ''"})
    void theNameOfItsFieldRaisesIt(String field, String expected) {
        byte[] text = utf8("12345678");
        assertEquals(expected, shown(text, SCANNER.scan(Window.whole(text), index -> field)));
    }

    @Test
    void fieldsAreAskedForHitsThatNeedThem() {
        AtomicInteger asked = new AtomicInteger();
        FieldNames names = index -> {
            asked.incrementAndGet();
            return "";
        };
        SCANNER.scan(Window.whole(utf8("1 x 123 a.b@c.de tax id 87654321")), names);
        assertEquals(0, asked.get());
    }

    @Test
    void thresholdsAreByType() {
        Scanner low = new Scanner(List.of(ShapeFinder.of(DETECTORS)), new Thresholds(100, Map.of("CARD", 20)));
        byte[] text = utf8("12345678 a@b.cd");
        assertEquals("CARD:12345678:20", shown(text, low.scan(Window.whole(text), FieldNames.NONE)));
        assertThrows(IllegalArgumentException.class, () -> new Thresholds(0, Map.of()));
        assertThrows(IllegalArgumentException.class, () -> new Thresholds(60, Map.of("CARD", 101)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "A 0 5 70, B 3 9 80 ~ B 3 9 80",
        "A 0 5 70, B 3 9 70 ~ B 3 9 70",
        "A 0 5 70, A 3 8 70 ~ A 0 5 70",
        "B 0 5 70, A 0 5 70 ~ A 0 5 70",
        "A 0 5 70, A 0 5 90 ~ A 0 5 90",
        "A 0 5 70, B 5 9 70 ~ A 0 5 70, B 5 9 70",
        "A 0 4 60, B 3 7 70, A 6 9 60 ~ B 3 7 70",
        "A 0 4 80, B 3 7 70, A 6 9 60 ~ A 0 4 80, A 6 9 60",
        "B 0 100 60, A 20 30 61 ~ A 20 30 61"})
    void overlapsAreResolved(String hits, String expected) {
        List<Hit> all = new ArrayList<>();
        for (String hit : hits.split(", ")) {
            String[] parts = hit.split(" ");
            all.add(new Hit(InfoType.of(parts[0], Category.CUSTOM, ""), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), Integer.parseInt(parts[3])));
        }
        Overlaps overlaps = new Overlaps(type -> type.name().charAt(0));
        for (List<Hit> order : List.of(all, all.reversed())) {
            assertEquals(expected, overlaps.resolved(order).stream().map(hit -> hit.type() + " " + hit.start() + " " + hit.end() + " " + hit.confidence()).collect(Collectors.joining(", ")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "a(?=b)", "(a)\\1", "a\\Z"})
    void refusesShapesThatCannotBeLookedFor(String pattern) {
        List<Detector> wrong = List.of(Detector.of(TAX).shape(pattern, 50).build());
        assertThrows(IllegalArgumentException.class, () -> ShapeFinder.of(wrong));
    }

    @Test
    void aCheckRaisesAsFarAsItsDetectorSays() {
        Detector.Builder raising = Detector.of(TAX).shape("\\d+\\b", 30).check((candidate, confidence) -> 70);
        byte[] text = utf8("1");
        Scanner said = new Scanner(List.of(ShapeFinder.of(List.of(raising.raisedTo(70).build()))), Thresholds.DEFAULT);
        assertEquals("TAX:1:70", shown(text, said.scan(Window.whole(text), FieldNames.NONE)));
        Scanner unsaid = new Scanner(List.of(ShapeFinder.of(List.of(raising.raisedTo(69).build()))), Thresholds.DEFAULT);
        assertThrows(AssertionError.class, () -> unsaid.scan(Window.whole(text), FieldNames.NONE));
    }

    @Test
    void whatCouldNotCountIsNotChecked() {
        AtomicInteger checked = new AtomicInteger();
        Detector low = Detector.of(TAX).shape("\\d+\\b", 30).check((candidate, confidence) -> confidence - checked.getAndIncrement()).words("tax").build();
        Scanner scanner = new Scanner(List.of(ShapeFinder.of(List.of(low))), Thresholds.DEFAULT);
        assertEquals(List.of(), scanner.scan(Window.whole(utf8("1 2 3")), FieldNames.NONE));
        assertEquals(0, checked.get());
        assertEquals(1, scanner.scan(Window.whole(utf8("tax 1")), FieldNames.NONE).size());
        assertEquals(1, checked.get());
    }

    @Test
    void aFinderMaySayNoWords() {
        InfoType other = InfoType.of("OTHER", Category.CUSTOM, "other");
        Scanner scanner = new Scanner(List.of((window, into) -> into.accept(new Hit(other, window.from(), window.from() + 1, 60))), Thresholds.DEFAULT);
        assertEquals(List.of(new Hit(other, 0, 1, 60)), scanner.scan(Window.whole(utf8("a")), FieldNames.NONE));
    }

    /** Whole, and in any pieces. */
    @Test
    void anyCutOfATextGivesTheSameHits() {
        Random random = new Random(9);
        for (int round = 0; round < 30; round++) {
            byte[] text = dirty(random, 3 * Windows.BLOCK_BYTES);
            List<String> expected = streamed(text, text.length, random);
            assertTrue(expected.size() > 100);
            for (int most : new int[] {2, 300, Windows.BLOCK_BYTES, 100_000}) {
                assertEquals(expected, streamed(text, most, random));
            }
        }
    }

    private static byte[] dirty(Random random, int length) {
        List<String> words = List.of(" ", ", ", "tax id ", "taxId", "card", "1234-5678", "12345678", "X1234", "a.b@c.de", "налог", "税号", "é", "\n", "lorem", "ipsum_", "0", "@", ".", "\0");
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append(words.get(random.nextInt(words.size()))).append(random.nextInt(4) == 0 ? "" : " ");
        }
        return utf8(text.toString());
    }

    private static List<String> streamed(byte[] text, int most, Random random) {
        List<String> found = new ArrayList<>();
        Windows windows = new Windows((window, offset) -> {
            List<Hit> hits = SCANNER.scan(window, FieldNames.NONE);
            hits.forEach(hit -> found.add(hit.type() + " " + (offset + hit.start()) + " " + (offset + hit.end()) + " " + hit.confidence()));
            return hits.isEmpty() ? window.to() : hits.getLast().end();
        });
        for (int at = 0; at < text.length;) {
            int end = Math.min(text.length, at + 1 + random.nextInt(most));
            windows.add(text, at, end);
            at = end;
        }
        windows.end();
        return found;
    }
}
