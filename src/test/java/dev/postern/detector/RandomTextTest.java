package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.detect.Category;
import dev.postern.detect.Detector;
import dev.postern.detect.FieldNames;
import dev.postern.detect.Hit;
import dev.postern.detect.Scanner;
import dev.postern.detect.ShapeFinder;
import dev.postern.detect.Thresholds;
import dev.postern.detect.Window;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In logs of random identifiers, hashes, times and counts hardly any national number is found without a word beside it, whatever the fields are called. */
final class RandomTextTest {

    private static final int BYTES = 2 << 20;
    private static final int BLOCK = 32 << 10;
    private static final String DIGITS = "0123456789";
    private static final String HEX = DIGITS + "abcdef";
    private static final String CAPITALS = DIGITS + "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String LETTERS = CAPITALS + "abcdefghijklmnopqrstuvwxyz";

    private final Random random = new Random(5);

    @ParameterizedTest
    @ValueSource(strings = {"trace_id span_id request_id user_id order_id digest session parent_id", "ref key value code item n data name"})
    void holdsNoNationalNumbers(String names) {
        List<Detector> national = Detectors.ALL.stream().filter(each -> each.type().category() == Category.GOVERNMENT_ID || each.type().category() == Category.HEALTH).toList();
        assertTrue(national.size() > 60, "detectors: " + national.size());
        List<String> found = found(new Scanner(List.of(ShapeFinder.of(national)), Thresholds.DEFAULT), log(names.split(" ")).getBytes(StandardCharsets.UTF_8));
        assertTrue(found.size() <= BYTES >> 20, () -> found.size() + " in " + (BYTES >> 20) + " MB: " + found);
    }

    private static List<String> found(Scanner scanner, byte[] text) {
        List<String> found = new ArrayList<>();
        for (int from = 0; from < text.length; from += BLOCK) {
            int first = Math.max(0, from - Window.CONTEXT_BYTES);
            int to = Math.min(text.length, from + BLOCK);
            byte[] part = Arrays.copyOfRange(text, first, Math.min(text.length, to + Window.MOST_HIT_BYTES));
            for (Hit hit : scanner.scan(new Window(part, part.length, from - first, to - first), FieldNames.NONE)) {
                found.add(hit.type() + " " + new String(part, hit.start(), hit.end() - hit.start(), StandardCharsets.UTF_8) + " " + hit.confidence());
            }
        }
        return found;
    }

    private String log(String[] names) {
        StringBuilder log = new StringBuilder(BYTES + 1024);
        while (log.length() < BYTES) {
            long time = 1_704_067_200_000L + random.nextInt(1 << 30) * 60L;
            log.append("{\"time\":").append(time).append(",\"at\":\"").append(Instant.ofEpochMilli(time)).append("\",\"level\":\"info\",\"message\":\"done\"");
            for (int i = 0; i < names.length; i++) {
                log.append(",\"").append(names[i]).append("\":").append(value(i));
            }
            log.append(",\"took\":").append(random.nextInt(100_000) / 100.0).append(",\"path\":\"/v1/orders/").append(some(DIGITS, 6 + random.nextInt(8))).append("\"}\n");
        }
        return log.toString();
    }

    private String value(int i) {
        return switch (i) {
            case 0 -> '"' + some(HEX, 32) + '"';
            case 1 -> '"' + uuid() + '"';
            case 2 -> '"' + uuid().toUpperCase(Locale.ROOT) + '"';
            case 3 -> "1" + some(DIGITS, 4 + random.nextInt(14));
            case 4 -> '"' + some(DIGITS, 6 + random.nextInt(13)) + '"';
            case 5 -> '"' + some(HEX, 64) + '"';
            case 6 -> '"' + some(LETTERS, 8 + random.nextInt(24)) + '"';
            default -> '"' + some(CAPITALS, 6 + random.nextInt(14)) + '"';
        };
    }

    private String uuid() {
        return String.join("-", some(HEX, 8), some(HEX, 4), some(HEX, 4), some(HEX, 4), some(HEX, 12));
    }

    private String some(String of, int length) {
        StringBuilder out = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            out.append(of.charAt(random.nextInt(of.length())));
        }
        return out.toString();
    }
}
