package dev.postern.bench;

import dev.postern.injection.CrossSiteScripting;
import dev.postern.injection.SqlInjection;
import dev.postern.transformation.Transformation;
import dev.postern.transformation.Transformations;
import java.nio.charset.StandardCharsets;
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
import org.openjdk.jmh.infra.Blackhole;

/** What the firewall's parts cost on one value of an ordinary request, on average over eight of them: each transformation of the Core Rule Set, and the two detectors. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class ValueBenchmark {

    private static final int VALUES = 8;

    @Param({"sql-injection", "cross-site-scripting", "urlDecodeUni", "lowercase", "jsDecode", "htmlEntityDecode", "utf8toUnicode", "removeNulls", "cssDecode", "cmdLine",
            "removeWhitespace", "replaceComments", "removeCommentsChar", "normalizePath", "normalizePathWin", "escapeSeqDecode", "compressWhitespace", "base64Decode", "sha1"})
    public String part;

    private final byte[][] values = new byte[VALUES][];
    private Transformation body;

    @Setup
    public void prepare() {
        String[] texts = {"jane.doe@example.com", "2026-11-27T02:21:00Z", "48151623", "true", "The quick brown fox jumps over the lazy dog", "/app/orders/2026?id=7&sort=asc",
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36", "one with 'quotes' and \"more\" of them; 10 = 10"};
        for (int i = 0; i < VALUES; i++) {
            values[i] = texts[i].getBytes(StandardCharsets.ISO_8859_1);
        }
        body = Transformations.named(part).orElse(in -> in);
    }

    @Benchmark
    @OperationsPerInvocation(VALUES)
    public void value(Blackhole hole) {
        for (byte[] value : values) {
            switch (part) {
                case "sql-injection" -> hole.consume(SqlInjection.fingerprint(value));
                case "cross-site-scripting" -> hole.consume(CrossSiteScripting.found(value));
                default -> hole.consume(body.apply(value));
            }
        }
    }
}
