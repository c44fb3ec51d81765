package dev.postern.dlp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.postern.exchange.Authority;
import dev.postern.exchange.CanonicalPath;
import dev.postern.exchange.Client;
import dev.postern.exchange.Headers;
import dev.postern.exchange.Protocol;
import dev.postern.exchange.Reason;
import dev.postern.exchange.RequestFacts;
import dev.postern.exchange.RequestId;
import dev.postern.inspect.Inspection;
import dev.postern.inspect.Message;
import dev.postern.inspect.Party;
import dev.postern.inspect.Verdict;
import dev.postern.inspect.Workers;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a streamed body is shows in its first octets, also when they are coded, and whoever sends them. */
final class StreamedBeginningTest {

    private static final String CARD = "4012 8888 8888 1881";
    private static final String HIDDEN = "XXXX XXXX XXXX 1881";

    @TempDir
    Path dir;
    private final Workers workers = new Workers("test");

    private Inspection inspection(String coding) throws Exception {
        Profile profile = Profiled.of(dir, "rules: [{types: [CREDIT_CARD_NUMBER], action: mask, mask: {keep-last: 4}}], request: {delivery: stream}").profile;
        InetAddress here = InetAddress.ofLiteral("127.0.0.1");
        Headers headers = Headers.of(coding.isEmpty() ? Map.of("content-type", "text/plain") : Map.of("content-type", "text/plain", "content-encoding", coding));
        RequestFacts facts = new RequestFacts(RequestId.next(), Instant.EPOCH, Protocol.HTTP_1_1, "POST", Authority.parse("app.test"), CanonicalPath.parse("/"), "", headers,
                new Client(here, here, Optional.empty(), List.of()));
        Inspection inspection = new LossExamination(profile, Party.NOBODY, workers).inspect(Message.request(facts, Message.Content.POSSIBLE, "/")).orElseThrow();
        assertInstanceOf(StreamedInspection.class, inspection);
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

    private static byte[] archive(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("a.txt"));
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    private static byte[] emptyMembers(int count) {
        return HexFormat.of().parseHex("1f8b080000000000000303000000000000000000".repeat(count));
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] text(int length) {
        Random random = new Random(length);
        StringBuilder text = new StringBuilder("pay " + CARD + " now ");
        while (text.length() < length) {
            text.append((char) ('a' + random.nextInt(26))).append(random.nextInt(6) == 0 ? " " : "");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** What the other side would get, the reason of a refusal in its place. */
    private static String through(Inspection inspection, byte[] body, int piece) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream held = new ByteArrayOutputStream();
        for (int at = 0; at <= body.length; at += piece) {
            byte[] octets = Arrays.copyOfRange(body, at, Math.min(body.length, at + piece));
            held.writeBytes(octets);
            Optional<Reason> refused = settle(octets.length == 0 ? Verdict.HOLD : await(inspection.body(Buffer.buffer(octets))), held, out);
            if (refused.isPresent()) {
                return refused.get().code();
            }
        }
        Optional<Reason> refused = settle(await(inspection.end()), held, out);
        inspection.close();
        return refused.isPresent() ? refused.get().code() : out.toString(StandardCharsets.ISO_8859_1);
    }

    private static Optional<Reason> settle(Verdict verdict, ByteArrayOutputStream held, ByteArrayOutputStream out) {
        switch (verdict) {
            case Verdict.Hold _, Verdict.Amend _ -> { }
            case Verdict.Release _ -> {
                out.writeBytes(held.toByteArray());
                held.reset();
            }
            case Verdict.Replace(Buffer content) -> {
                out.writeBytes(content.getBytes());
                held.reset();
            }
            case Verdict.Deny deny -> {
                return Optional.of(deny.denial().reason());
            }
        }
        return Optional.empty();
    }

    private static byte[] plain(String coded) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(coded.getBytes(StandardCharsets.ISO_8859_1)))) {
            return in.readAllBytes();
        }
    }

    private CountDownLatch occupied() {
        CountDownLatch gate = new CountDownLatch(1);
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            workers.run(Workers.MUCH, () -> {
                try {
                    return gate.await(30, TimeUnit.SECONDS);
                } catch (InterruptedException over) {
                    return false;
                }
            });
        }
        return gate;
    }

    /** While every thread is busy with something else, what needs one is not done. */
    private Verdict notOnTheCallersThread(String coding, byte[] beginning) throws Exception {
        Inspection inspection = inspection(coding);
        CountDownLatch gate = occupied();
        try {
            Future<Verdict> verdict = inspection.body(Buffer.buffer(beginning));
            assertFalse(verdict.isComplete(), "a beginning of " + beginning.length + " octets was decoded at once");
            gate.countDown();
            return await(verdict);
        } finally {
            gate.countDown();
        }
    }

    @Test
    void theBeginningIsNotDecodedOnTheEventLoop() throws Exception {
        assertEquals(Verdict.HOLD, notOnTheCallersThread("gzip", new byte[] {0x1f}));
        assertEquals(Verdict.HOLD, notOnTheCallersThread("gzip", gzip(text(200))), "so little may be the beginning of anything");
        assertEquals(Verdict.HOLD, notOnTheCallersThread("gzip, gzip", gzip(emptyMembers(60_000))));
        byte[] hundredfold = gzip("a line that comes again, ".repeat(16_000).getBytes(StandardCharsets.US_ASCII));
        assertInstanceOf(Verdict.Replace.class, notOnTheCallersThread("gzip", hundredfold));
        assertInstanceOf(Verdict.Deny.class, notOnTheCallersThread("gzip", gzip(new byte[64 << 20])));
    }

    @Test
    void neitherIsWhatEndsBeforeItHasShownItself() throws Exception {
        for (byte[] small : new byte[][] {gzip(text(100)), gzip(archive(CARD))}) {
            Inspection inspection = inspection("gzip");
            assertEquals(Verdict.HOLD, await(inspection.body(Buffer.buffer(small))));
            CountDownLatch gate = occupied();
            try {
                Future<Verdict> verdict = inspection.end();
                assertFalse(verdict.isComplete());
                gate.countDown();
                assertFalse(await(verdict) instanceof Verdict.Release);
            } finally {
                gate.countDown();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1_000, 100_000})
    void howeverTheFirstOctetsComeTheSameIsMadeOfThem(int piece) throws Exception {
        for (int length : new int[] {100, 1_500, 20_000}) {
            String out = new String(plain(through(inspection("gzip"), gzip(text(length)), piece)), StandardCharsets.UTF_8);
            assertEquals(new String(text(length), StandardCharsets.UTF_8).replace(CARD, HIDDEN), out, length + " octets");
        }
        assertEquals(Reason.CONTENT_SENSITIVE.code(), through(inspection("gzip"), gzip(archive(CARD + text(3_000))), piece));
        assertEquals(Reason.CONTENT_SENSITIVE.code(), through(inspection(""), archive(CARD + text(3_000)), piece));
    }

    /** Members that are empty are no beginning, and what the look at the beginning does not reach is not taken for text. */
    @ParameterizedTest
    @ValueSource(ints = {1, 100, 100_000})
    void aDocumentDoesNotHideBehindNothing(int piece) throws Exception {
        byte[] document = gzip(archive(CARD));
        assertEquals(Reason.CONTENT_SENSITIVE.code(), through(inspection("gzip"), joined(emptyMembers(20), document), piece));
        assertEquals(Reason.CONTENT_SENSITIVE.code(), through(inspection("gzip"), joined(emptyMembers(500), document), piece), "more than is waited for");
        assertEquals(Reason.CONTENT_SENSITIVE.code(), through(inspection("gzip, gzip"), gzip(joined(emptyMembers(2_000), document)), piece));
        assertEquals(Reason.CONTENT_UNINSPECTED.code(), through(inspection("gzip, gzip"), gzip(joined(emptyMembers(35_000), document)), piece), "more than may be between codings");
    }
}
