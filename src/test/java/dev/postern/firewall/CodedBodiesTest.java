package dev.postern.firewall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.Located;
import dev.postern.config.Position;
import dev.postern.config.Problems;
import dev.postern.config.WafConfig;
import dev.postern.config.WafConfig.Body.Beyond;
import dev.postern.exchange.Authority;
import dev.postern.exchange.CanonicalPath;
import dev.postern.exchange.Client;
import dev.postern.exchange.Headers;
import dev.postern.exchange.Protocol;
import dev.postern.exchange.Reason;
import dev.postern.exchange.RequestFacts;
import dev.postern.exchange.RequestId;
import dev.postern.inspect.Finding;
import dev.postern.inspect.Inspection;
import dev.postern.inspect.Message;
import dev.postern.inspect.Verdict;
import dev.postern.inspect.Workers;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bodies with a content coding before a profile. */
final class CodedBodiesTest {

    private static final Position AT = new Position("postern.yaml", 1, 1);
    private static final int LIMIT = 2048;
    private static final String FIRST = "of a body, the first 2048 octets alone were inspected";
    private static final String READABLE = "of a body, what could be read alone was inspected: coding: ";

    @TempDir
    Path dir;
    private final Workers workers = new Workers("test");
    private FirewallExamination examination;
    private RequestFacts facts;

    private Inspection inspection(Beyond beyond, String coding) throws Exception {
        Files.writeString(dir.resolve("own.conf"), "SecRequestBodyAccess On\nSecRule REQUEST_BODY \"@contains badger\" \"id:1,phase:2,deny,log\"\n");
        WafConfig.Body body = new WafConfig.Body(WafConfig.Body.Inspect.ON, LIMIT, beyond);
        WafConfig config = new WafConfig(new Located<>("own", AT), List.of(new Located<>(dir.resolve("own.conf"), AT)), Optional.of(WafConfig.Mode.ENFORCE), new WafConfig.Paranoia(1, 1),
                new WafConfig.Thresholds(5, 4), List.of(), body, body);
        Problems problems = new Problems();
        Ruling ruling = new RuleBooks(InstantSource.system()).rulings(List.of(config), problems).get("own");
        problems.throwIfAny();
        InetAddress here = InetAddress.ofLiteral("127.0.0.1");
        facts = new RequestFacts(RequestId.next(), Instant.EPOCH, Protocol.HTTP_1_1, "POST", Authority.parse("app.test"), CanonicalPath.parse("/"), "",
                Headers.of(Map.of("content-type", "application/x-www-form-urlencoded", "content-encoding", coding)), new Client(here, here, Optional.empty(), List.of()));
        examination = new FirewallExamination(ruling, facts, workers);
        Inspection inspection = examination.inspect(Message.request(facts, Message.Content.POSSIBLE, "/")).orElseThrow();
        assertEquals(Verdict.RELEASE, await(inspection.head()));
        return inspection;
    }

    private static Verdict await(Future<Verdict> verdict) throws Exception {
        return verdict.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream coded = new GZIPOutputStream(out)) {
            coded.write(plain);
        }
        return out.toByteArray();
    }

    private static byte[] form(String begin, int length) {
        byte[] form = new byte[length];
        Random random = new Random(3);
        for (int i = 0; i < length; i++) {
            form[i] = (byte) ('b' + random.nextInt(20));
        }
        System.arraycopy(begin.getBytes(StandardCharsets.US_ASCII), 0, form, 0, begin.length());
        return form;
    }

    private static byte[] emptyMembers(int count) {
        return HexFormat.of().parseHex("1f8b080000000000000303000000000000000000".repeat(count));
    }

    /** Every thread is busy with something else until this opens: what needs one is not done. */
    private CountDownLatch busy() {
        CountDownLatch gate = new CountDownLatch(1);
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            workers.run(Long.MAX_VALUE, () -> {
                try {
                    return gate.await(30, TimeUnit.SECONDS);
                } catch (InterruptedException over) {
                    return false;
                }
            });
        }
        return gate;
    }

    private Verdict notOnTheCallersThread(Inspection inspection, byte[] body) throws Exception {
        CountDownLatch gate = busy();
        try {
            for (byte octet : body) {
                assertEquals(Verdict.HOLD, await(inspection.body(Buffer.buffer(new byte[] {octet}))));
            }
            Future<Verdict> verdict = inspection.end();
            assertFalse(verdict.isComplete(), "a coded body of " + body.length + " octets was read at once");
            gate.countDown();
            return await(verdict);
        } finally {
            gate.countDown();
        }
    }

    @Test
    void howeverSmallItIsNotDecodedOnTheEventLoop() throws Exception {
        byte[] small = gzip("a=badger".getBytes(StandardCharsets.US_ASCII));
        assertInstanceOf(Verdict.Deny.class, notOnTheCallersThread(inspection(Beyond.REFUSE, "gzip"), small));
        byte[] hundredfold = gzip("a=badger&".repeat(20_000).getBytes(StandardCharsets.US_ASCII));
        assertInstanceOf(Verdict.Deny.class, notOnTheCallersThread(inspection(Beyond.REFUSE, "gzip"), hundredfold));
        byte[] fruitless = gzip(emptyMembers(30_000));
        assertInstanceOf(Verdict.Deny.class, notOnTheCallersThread(inspection(Beyond.REFUSE, "gzip, gzip"), fruitless));
    }

    private List<String> passed(String coding, byte[] body) throws Exception {
        Inspection inspection = inspection(Beyond.PASS, coding);
        assertEquals(body.length > LIMIT ? Verdict.RELEASE : Verdict.HOLD, await(inspection.body(Buffer.buffer(body))));
        assertEquals(Verdict.RELEASE, await(inspection.end()));
        examination.conclude().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        return examination.close().stream().filter(finding -> finding.rule().equals("uninspected")).map(Finding::what).toList();
    }

    /** That a cut body does not come to the end of its coding is no news. */
    @Test
    void whatCouldNotBeReadOfTheFirstOctetsIsOnRecordToo() throws Exception {
        byte[] readable = gzip(form("a=", 8_000));
        assertEquals(List.of(FIRST), passed("gzip", readable));
        byte[] broken = readable.clone();
        Arrays.fill(broken, 1_000, 1_100, (byte) 0xff);
        assertEquals(List.of(FIRST, READABLE + "not what the coding says, broken, or followed by something else"), passed("gzip", broken));
        assertEquals(List.of(FIRST, READABLE + "a coding that cannot be read here"), passed("compress", readable));
        assertEquals(List.of(FIRST, READABLE + "too many codings on one another"), passed("gzip, gzip, gzip, gzip", readable));
    }

    /** Rules would look at all that comes out, as often as they transform it. */
    @Test
    void whatIsLongerThanMayBeHeldOnceItIsDecodedIsOverTheLimit() throws Exception {
        byte[] fits = gzip("a=".repeat(LIMIT / 2).getBytes(StandardCharsets.US_ASCII));
        byte[] over = gzip("a=".repeat(LIMIT / 2 + 1).getBytes(StandardCharsets.US_ASCII));
        byte[] bomb = gzip(new byte[1 << 20]);
        assertEquals(Verdict.RELEASE, whole(Beyond.REFUSE, fits));
        for (byte[] longer : List.of(over, bomb)) {
            Verdict.Deny refused = assertInstanceOf(Verdict.Deny.class, whole(Beyond.REFUSE, longer));
            assertEquals(Reason.CONTENT_UNINSPECTED, refused.denial().reason());
            assertEquals(List.of(FIRST), passed("gzip", longer));
        }
        assertInstanceOf(Verdict.Deny.class, whole(Beyond.PASS, gzip(("a=badger&b=" + "c".repeat(LIMIT)).getBytes(StandardCharsets.US_ASCII))));
        assertEquals(Verdict.RELEASE, whole(Beyond.PASS, gzip(("b=" + "c".repeat(LIMIT) + "&a=badger").getBytes(StandardCharsets.US_ASCII))));
        assertEquals(List.of(FIRST), passed("gzip", gzip(new byte[20 << 20])));
    }

    private Verdict whole(Beyond beyond, byte[] coded) throws Exception {
        Inspection inspection = inspection(beyond, "gzip");
        assertEquals(Verdict.HOLD, await(inspection.body(Buffer.buffer(coded))));
        return await(inspection.end());
    }

    @Test
    void theReadableBeginningIsJudged() throws Exception {
        Inspection inspection = inspection(Beyond.PASS, "gzip");
        assertInstanceOf(Verdict.Deny.class, await(inspection.body(Buffer.buffer(gzip(form("a=badger&b=", 8_000))))));
        Inspection broken = inspection(Beyond.PASS, "gzip");
        byte[] body = gzip(form("a=badger&b=", 8_000));
        Arrays.fill(body, 1_000, 1_100, (byte) 0xff);
        assertInstanceOf(Verdict.Deny.class, await(broken.body(Buffer.buffer(body))));
    }

    /** An upstream may answer before its request is judged, where that passes meanwhile. */
    @Test
    void anAnswerIsNotJudgedBesideItsRequest() throws Exception {
        Inspection request = inspection(Beyond.PASS, "gzip");
        CountDownLatch gate = busy();
        try {
            assertEquals(Verdict.HOLD, await(request.body(Buffer.buffer(gzip(form("a=1&b=", 1_000))))));
            Future<Verdict> asked = request.end();
            Inspection response = examination.inspect(Message.response(facts, 413, Headers.of(Map.of()))).orElseThrow();
            Future<Verdict> answered = response.head();
            assertFalse(answered.isComplete(), "two threads were at one transaction");
            assertTrue(examination.conclude().succeeded());
            List<String> open = examination.close().stream().map(Finding::rule).toList();
            assertEquals(List.of("unfinished"), open);
            gate.countDown();
            assertEquals(Verdict.RELEASE, await(answered));
            assertEquals(Verdict.RELEASE, await(asked));
        } finally {
            gate.countDown();
        }
    }
}
