package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.detect.FieldNames;
import dev.postern.detect.Hit;
import dev.postern.detect.Scanner;
import dev.postern.detect.ShapeFinder;
import dev.postern.detect.Thresholds;
import dev.postern.detect.Window;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A megabyte of log lines full of identifiers drawn at random has one finding at most, with every detector at the threshold of a profile that says nothing else. */
final class FalseAlarmsTest {

    private static final int OCTETS = 1_000_000;
    private static final String DIGITS = "0123456789";
    private static final String HEX = DIGITS + "abcdef";
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
    private static final String BASE_64 = LETTERS + LETTERS.toUpperCase(Locale.ROOT) + DIGITS + "+/";

    private final Random random = new Random(20);

    @Test
    void randomIdentifiersAreNoData() {
        StringBuilder text = new StringBuilder(OCTETS + 1_000);
        while (text.length() < OCTETS) {
            text.append(line(random.nextInt(6))).append('\n');
        }
        Scanner scanner = new Scanner(List.of(ShapeFinder.of(Detectors.ALL)), Thresholds.DEFAULT);
        List<Hit> hits = scanner.scan(Window.whole(text.toString().getBytes(StandardCharsets.US_ASCII)), FieldNames.NONE);
        assertTrue(hits.size() <= 1, () -> hits.stream().map(hit -> hit.type() + " " + text.substring(hit.start(), hit.end())).toList().toString());
    }

    private String line(int kind) {
        return switch (kind) {
            case 0 -> "{\"ts\":" + (1_700_000_000_000L + random.nextInt()) + ",\"trace_id\":\"" + some(HEX, 32) + "\",\"span_id\":\"" + some(HEX, 16) + "\",\"took\":" + random.nextDouble() + '}';
            case 1 -> "{\"id\":\"" + new UUID(random.nextLong(), random.nextLong()) + "\",\"sha256\":\"" + some(HEX, 64) + "\",\"etag\":\"" + some(BASE_64, 22) + "==\",\"bytes\":" + random.nextInt(1 << 27) + '}';
            case 2 -> "{\"order_id\":\"" + some(DIGITS, 16) + "\",\"user\":" + random.nextInt(Integer.MAX_VALUE) + ",\"session\":\"" + some(LETTERS + DIGITS, 26) + "\",\"ms\":" + random.nextInt(1_000) + '}';
            case 3 -> "{\"snowflake\":" + random.nextLong(Long.MAX_VALUE) + ",\"code\":\"" + some(LETTERS + DIGITS, 8) + "\",\"f\":[" + random.nextGaussian() + ',' + random.nextDouble() + "]}";
            case 4 -> "commit " + some(HEX, 40) + " tree " + some(HEX, 7) + " build " + random.nextInt(100_000) + " request " + some(DIGITS, 10);
            default -> some(BASE_64, 76);
        };
    }

    private String some(String alphabet, int length) {
        StringBuilder out = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            out.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return out.toString();
    }
}
