package dev.postern.dlp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.content.Document;
import dev.postern.content.Documents;
import dev.postern.content.Editor;
import dev.postern.content.Field;
import dev.postern.content.Limits;
import dev.postern.content.Replacement;
import dev.postern.content.TextBlock;
import dev.postern.content.UnreadableException;
import dev.postern.detect.Category;
import dev.postern.detect.Detector;
import dev.postern.detect.Hit;
import dev.postern.detect.InfoType;
import dev.postern.detect.Scanner;
import dev.postern.detect.ShapeFinder;
import dev.postern.detect.Thresholds;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Words in the names of fields count alike whether the names are asked for or first looked for in the text. */
final class FieldWordsTest {

    private static final List<String> NAMES = List.of("id", "number", "taxId", "tax_number", "a/tax~id", "dri\\u0076er", "driver", "license", "nric", "fin", "passport", "x".repeat(70) + " passport", "0", "");
    /** Words, and some that may stand across names or be a place in an array. */
    private static final Scanner ALL = scanner("nric/fin", "tax~", "7");
    private static final Scanner PLAIN = scanner("nric");

    private static Scanner scanner(String... more) {
        return new Scanner(List.of(ShapeFinder.of(List.of(
                Detector.of(InfoType.of("TAX", Category.GOVERNMENT_ID, "tax number")).shape("\\d{7}\\b", 30).words("tax id").build(),
                Detector.of(InfoType.of("DRIVER", Category.GOVERNMENT_ID, "licence")).shape("\\d{7,8}\\b", 30).words("driver", "driver license").build(),
                Detector.of(InfoType.of("OTHER", Category.GOVERNMENT_ID, "other number")).shape("\\d{8}\\b", 30).words(more).build(),
                Detector.of(InfoType.of("PASSPORT", Category.GOVERNMENT_ID, "passport")).shape("[A-Z]\\d{6}\\b", 30).words("passport").build()))), Thresholds.DEFAULT);
    }

    /** Scans each block in both ways. */
    private static final class Twice implements Editor {
        private final List<String> found = new ArrayList<>();
        private final AtomicInteger asked = new AtomicInteger();
        private final Scanner scanner;

        Twice(Scanner scanner) {
            this.scanner = scanner;
        }

        @Override
        public List<Replacement> edit(TextBlock block) {
            List<Hit> hits = scanner.scan(block.window(), new TextBlock(block.window(), new TextBlock.Fields() {
                @Override
                public Field at(int index) {
                    asked.incrementAndGet();
                    return block.fields().at(index);
                }

                @Override
                public Optional<String> outer() {
                    return block.fields().outer();
                }
            }).names());
            assertEquals(scanner.scan(block.window(), index -> block.fields().at(index).path()), hits);
            hits.forEach(hit -> found.add(hit.type() + ":" + new String(block.window().text(), hit.start(), hit.end() - hit.start(), StandardCharsets.US_ASCII)));
            return List.of();
        }
    }

    private static Twice scanned(Scanner scanner, String type, String json, Random cuts) throws UnreadableException {
        Twice twice = new Twice(scanner);
        byte[] octets = json.getBytes(StandardCharsets.UTF_8);
        try (Document document = Documents.open(type, twice, Limits.DEFAULT)) {
            for (int at = 0; at < octets.length;) {
                int end = Math.min(octets.length, at + 1 + cuts.nextInt(5000));
                document.add(Arrays.copyOfRange(octets, at, end));
                at = end;
            }
            document.end();
        }
        return twice;
    }

    private static void value(Random random, int depth, StringBuilder out) {
        int kind = random.nextInt(depth > 5 ? 3 : 6);
        if (kind < 3) {
            String number = random.nextInt(4) == 0 ? "\"X" + (100_000 + random.nextInt(900_000)) + '"' : String.valueOf(1_000_000 + random.nextInt(20_000_000));
            out.append(random.nextInt(3) == 0 ? '"' + "y ".repeat(random.nextInt(200)) + '"' : number);
        } else {
            boolean object = kind != 3;
            out.append(object ? '{' : '[');
            for (int i = random.nextInt(9); i >= 0; i--) {
                out.append(object ? '"' + NAMES.get(random.nextInt(NAMES.size())) + "\":" : "").append(" ".repeat(random.nextInt(3)));
                value(random, depth + 1, out);
                out.append(i == 0 ? "" : ",");
            }
            out.append(object ? '}' : ']');
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void theSameInDocumentsOfManyBlocks(int seed) throws UnreadableException {
        Random random = new Random(seed);
        StringBuilder json = new StringBuilder("{\"number\": [");
        while (json.length() < 200_000) {
            value(random, 0, json);
            json.append(",\n");
        }
        json.append("1], \"driver\": [");
        while (json.length() < 300_000) {
            json.append(1_000_000 + random.nextInt(9_000_000)).append(", ");
        }
        json.append("1]}");
        List<String> found = scanned(ALL, "application/json", json.toString(), random).found;
        assertEquals(found, scanned(ALL, "application/json", json.toString(), random).found);
        assertTrue(found.size() > 1000, found.size() + " found");
        assertTrue(found.stream().map(each -> each.substring(0, each.indexOf(':'))).distinct().count() == 4);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void theSameInDocumentsOfALine(int seed) throws UnreadableException {
        Random random = new Random(seed);
        StringBuilder json = new StringBuilder();
        for (int i = 0; i < 2000; i++) {
            value(random, 0, json);
            json.append('\n');
        }
        assertTrue(scanned(ALL, "application/x-ndjson", json.toString(), random).found.size() > 500);
    }

    @Test
    void namesAreAskedForWhereTheTextHasSuchAWordAlone() throws UnreadableException {
        String clean = "{\"id\": 1234567, \"number\": 12345678, \"note\": \"" + "words ".repeat(40) + "1234567\"}\n";
        assertEquals(0, scanned(PLAIN, "application/x-ndjson", clean.repeat(300), new Random(1)).asked.get());
        Twice some = scanned(PLAIN, "application/x-ndjson", clean.repeat(300) + clean.replace("note", "passport").replace("1234567\"", "P123456\""), new Random(1));
        assertEquals(List.of("PASSPORT:P123456"), some.found);
        assertTrue(some.asked.get() > 0);
    }

    /** Its name is a block away. */
    @Test
    void aLongValuesNameIsKnown() throws UnreadableException {
        String json = "{\"passport\": \"" + "no word ".repeat(9000) + "P123456\", \"id\": \"" + "no word ".repeat(9000) + "P123457\"}";
        assertEquals(List.of("PASSPORT:P123456"), scanned(PLAIN, "application/json", json, new Random(3)).found);
    }
}
