package dev.postern.bench;

import dev.postern.detect.FieldNames;
import dev.postern.detect.Hit;
import dev.postern.detect.Scanner;
import dev.postern.detect.ShapeFinder;
import dev.postern.detect.Thresholds;
import dev.postern.detect.Window;
import dev.postern.detect.Windows;
import dev.postern.detector.Detectors;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What an octet costs that is looked through for the shapes of all detectors: of clean text of three kinds, of text with something to find in every line, and of hostile text. MB/s are 1,000 by the
 * figure. {@code streamed} adds the windows over pieces of 8 KiB.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 4, time = 2)
public class DetectBenchmark {

    private static final int OCTETS = 1 << 20;
    private static final int PIECE = 8 << 10;

    public enum Text { API, LOG, PROSE, DIRTY, DIGITS, DOTS, ATS }

    @Param
    public Text text;

    private Scanner scanner;
    private byte[] in;

    @Setup
    public void prepare() {
        scanner = new Scanner(List.of(ShapeFinder.of(Detectors.ALL)), Thresholds.DEFAULT);
        byte[] some = switch (text) {
            case API -> CleanTexts.api(OCTETS);
            case LOG -> CleanTexts.log(OCTETS);
            case PROSE -> CleanTexts.prose(OCTETS);
            case DIRTY -> repeated("{\"name\":\"Ada Becker\",\"card\":\"4111 1111 1111 1111\",\"mail\":\"ada.becker@example.com\",\"ssn\":\"856-45-6789\",\"iban\":\"GB82WEST12345698765432\"}\n");
            case DIGITS -> repeated("12345678901234567890");
            case DOTS -> repeated("a.");
            case ATS -> repeated("a@b.");
        };
        in = java.util.Arrays.copyOf(some, OCTETS);
    }

    private static byte[] repeated(String part) {
        return part.repeat(OCTETS / part.length() + 1).getBytes(StandardCharsets.ISO_8859_1);
    }

    @Benchmark
    @OperationsPerInvocation(OCTETS)
    public List<Hit> whole() {
        return scanner.scan(Window.whole(in), FieldNames.NONE);
    }

    @Benchmark
    @OperationsPerInvocation(OCTETS)
    public int streamed() {
        int[] found = new int[1];
        Windows windows = new Windows((window, offset) -> {
            List<Hit> hits = scanner.scan(window, FieldNames.NONE);
            found[0] += hits.size();
            return hits.isEmpty() ? window.to() : hits.getLast().end();
        });
        for (int at = 0; at < OCTETS; at += PIECE) {
            windows.add(in, at, at + PIECE);
        }
        windows.end();
        return found[0];
    }
}
