package dev.postern.bench;

import dev.postern.automaton.BytePattern;
import dev.postern.automaton.Found;
import dev.postern.automaton.PatternSet;
import dev.postern.automaton.Phrases;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
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
 * What an octet costs that patterns are looked for in: of ordinary prose, of a beginning of a match without end ({@code PUMPED}), and of octets that the widest pattern needs a new state for all the
 * time ({@code RANDOM}). {@code cold} compiles first; the rest is warm.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class AutomatonBenchmark {

    private static final int OCTETS = 8_192;

    private static final List<String> PATTERNS = List.of(
            "(?i)<script[^>]*>[\\s\\S]*?</script", "(?i)\\bunion\\b.{1,100}?\\bselect\\b", "(?:^|[^\\w])(?:/|\\\\)(?:etc|proc|sys)(?:/|\\\\)", "(?i)\\bon[a-z]{3,20}\\s*=", "\\$\\{[^}]*\\}",
            "[ab]*a[ab]{10}c", "(?i)(?:;|\\||&&)\\s*(?:cat|ls|id|wget|curl)\\b", "['\"`]\\s*(?:or|and)\\s+\\d+\\s*=\\s*\\d+");

    public enum Text { PROSE, PUMPED, RANDOM }

    @Param
    public Text text;

    private List<BytePattern> patterns;
    private PatternSet set;
    private Phrases phrases;
    private byte[] in;
    private byte[] hit;

    @Setup
    public void prepare() {
        patterns = PATTERNS.stream().map(AutomatonBenchmark::compiled).toList();
        set = PatternSet.of(patterns);
        Random random = new Random(1);
        List<byte[]> list = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            list.add(("/" + Integer.toString(random.nextInt(1 << 20), 36) + ".php").getBytes(StandardCharsets.ISO_8859_1));
        }
        phrases = Phrases.of(list);
        in = switch (text) {
            case PROSE -> repeated("An order of 12 jackets goes to Main Street 42, see http://shop.test/item?id=9&view=full. ");
            case PUMPED -> repeated("<script aaaab union sel");
            case RANDOM -> random(random);
        };
        hit = "x".repeat(200).concat("<script src=x>alert(1)</script").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static BytePattern compiled(String pattern) {
        return BytePattern.compile(pattern, Set.of(BytePattern.Flag.DOT_ALL, BytePattern.Flag.DOLLAR_END_ONLY));
    }

    private static byte[] repeated(String part) {
        return part.repeat(OCTETS / part.length() + 1).substring(0, OCTETS).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] random(Random random) {
        byte[] octets = new byte[OCTETS];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = (byte) (random.nextBoolean() ? 'a' : 'b');
        }
        return octets;
    }

    @Benchmark
    @OperationsPerInvocation(OCTETS)
    public int oneByOne() {
        int found = 0;
        for (BytePattern pattern : patterns) {
            found += pattern.find(in) == Found.YES ? 1 : 0;
        }
        return found;
    }

    @Benchmark
    @OperationsPerInvocation(OCTETS)
    public long together() {
        long[] hits = new long[set.words()];
        set.find(in, hits);
        return hits[0];
    }

    @Benchmark
    @OperationsPerInvocation(OCTETS)
    public int phrases() {
        return phrases.find(in);
    }

    @Benchmark
    @OperationsPerInvocation(OCTETS)
    public long cold() {
        PatternSet fresh = PatternSet.of(PATTERNS.stream().map(AutomatonBenchmark::compiled).toList());
        long[] hits = new long[fresh.words()];
        fresh.find(in, hits);
        return hits[0];
    }

    @Benchmark
    public int[] captures() {
        return patterns.getFirst().captures(hit);
    }
}
