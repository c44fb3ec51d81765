package dev.postern.bench;

import dev.postern.protection.Alphabet;
import dev.postern.protection.Envelope;
import dev.postern.protection.Fingerprint;
import dev.postern.protection.Key;
import dev.postern.protection.KeySource;
import dev.postern.protection.PlainForm;
import dev.postern.protection.PlainForm.Kept;
import dev.postern.protection.Protection;
import dev.postern.protection.Tokens;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to protect one value, and to have it back. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class ProtectionBenchmark {

    @Param({"card", "card-restored", "iban", "wrapped", "wrapped-restored", "sealed", "opened", "fingerprint"})
    public String part;

    private Supplier<Object> work;

    @Setup
    public void prepare() {
        KeySource keys = purpose -> List.of(new Key("k", purpose, "0123456789abcdef0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII)));
        Tokens cards = Tokens.plain("CREDIT_CARD_NUMBER", PlainForm.card(Kept.NOTHING), keys.newest(Key.Purpose.TOKEN).orElseThrow());
        Tokens ibans = Tokens.plain("IBAN_CODE", PlainForm.of(Alphabet.UPPERCASE_ALPHANUMERICS), keys.newest(Key.Purpose.TOKEN).orElseThrow());
        Tokens wrapped = Tokens.wrapped("EMAIL_ADDRESS", keys);
        Envelope envelope = new Envelope(keys);
        Fingerprint fingerprint = new Fingerprint(keys);
        String mail = "ada@example.com";
        String card = text(cards.tokenise("4111111111111111"));
        String token = text(wrapped.tokenise(mail));
        String sealed = text(envelope.seal("EMAIL_ADDRESS", mail));
        work = switch (part) {
            case "card" -> () -> cards.tokenise("4111111111111111");
            case "card-restored" -> () -> cards.restore(card);
            case "iban" -> () -> ibans.tokenise("GB82 WEST 1234 5698 7654 32");
            case "wrapped" -> () -> wrapped.tokenise(mail);
            case "wrapped-restored" -> () -> wrapped.restore(token);
            case "sealed" -> () -> envelope.seal("EMAIL_ADDRESS", mail);
            case "opened" -> () -> envelope.open("EMAIL_ADDRESS", sealed);
            default -> () -> fingerprint.of("EMAIL_ADDRESS", mail);
        };
    }

    private static String text(Protection protection) {
        return ((Protection.Given) protection).text();
    }

    @Benchmark
    public Object value() {
        return work.get();
    }
}
