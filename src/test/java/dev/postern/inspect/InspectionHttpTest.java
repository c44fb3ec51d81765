package dev.postern.inspect;

import static dev.postern.inspect.Inspections.inspector;
import static dev.postern.inspect.Inspections.keyword;
import static dev.postern.inspect.Inspections.plan;
import static dev.postern.inspect.Inspections.uppercase;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.exchange.RefusedException;
import dev.postern.inspect.Inspection.Mode;
import dev.postern.inspect.Inspections.Scripted;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Inspections between real sockets: what a client, an upstream and an attacker see. */
@Timeout(30)
class InspectionHttpTest {

    private final AtomicInteger asked = new AtomicInteger();
    private final CompletableFuture<String> seen = new CompletableFuture<>();

    @Test
    void aReplacedBodyArrivesWholeWithItsOwnFraming() throws Exception {
        try (MiniGateway gateway = new MiniGateway(plan(inspector("upper", Inspections::uppercase)), InspectionPlan.none(), this::echo)) {
            assertTrue(send(gateway, "hello").endsWith("HELLO\r\n0\r\n\r\n"));
            assertEquals("HELLO chunked null", seen.get());
        }
    }

    @Test
    void aHeldBodyIsSentWithItsLength() throws Exception {
        Scripted held = new Scripted();
        held.mode = Mode.HOLD;
        held.end = () -> Future.succeededFuture(new Verdict.Replace(Buffer.buffer(" signed")));
        try (MiniGateway gateway = new MiniGateway(plan(inspector("held", () -> held)), InspectionPlan.none(), this::echo)) {
            assertTrue(send(gateway, "hello").contains("hello signed"));
            assertEquals("hello signed null 12", seen.get());
        }
    }

    @Test
    void withoutInspectionABodyGoesThroughAsItIs() throws Exception {
        try (MiniGateway gateway = new MiniGateway(InspectionPlan.none(), InspectionPlan.none(), this::echo)) {
            assertTrue(send(gateway, "hello").contains("hello"));
        }
    }

    @Test
    void aKeywordAcrossPiecesInAHeldBodyNeverReachesTheUpstream() throws Exception {
        try (MiniGateway gateway = new MiniGateway(plan(inspector("dlp", () -> keyword(Mode.HOLD, "4111111111111111"))), InspectionPlan.none(), this::echo);
                Socket socket = connect(gateway)) {
            OutputStream out = socket.getOutputStream();
            out.write(head("Transfer-Encoding: chunked"));
            chunk(out, "card=41111");
            chunk(out, "11111111111&x=1");
            assertTrue(status(socket).startsWith("HTTP/1.1 403 "), "before the client has even ended its body");
            assertEquals(0, asked.get());
        }
    }

    /** The regression: reset the upstream before failing the outcome, and this 403 is a 502. */
    @Test
    void aDenialInTheMiddleOfAStreamIsThePoliciesAnswerAndTheUpstreamSeesACutNotAnEnd() throws Exception {
        CompletableFuture<String> upstream = new CompletableFuture<>();
        CountDownLatch prefix = new CountDownLatch(1);
        try (MiniGateway gateway = new MiniGateway(plan(inspector("dlp", () -> keyword(Mode.STREAM, "secret"))), InspectionPlan.none(), request -> {
            request.handler(piece -> prefix.countDown());
            request.endHandler(end -> upstream.complete("ended"));
            request.exceptionHandler(cut -> upstream.complete("cut"));
        }); Socket socket = connect(gateway)) {
            OutputStream out = socket.getOutputStream();
            out.write(head("Transfer-Encoding: chunked"));
            chunk(out, "a prefix the upstream sees; sec");
            assertTrue(prefix.await(5, TimeUnit.SECONDS));
            chunk(out, "ret");
            assertTrue(status(socket).startsWith("HTTP/1.1 403 "));
            assertEquals("cut", upstream.get(5, TimeUnit.SECONDS));
        }
    }

    @Test
    void aBodyPastTheBoundIsAnsweredWith413() throws Exception {
        Scripted held = new Scripted();
        held.mode = Mode.HOLD;
        held.bound = 64 * 1024;
        try (MiniGateway gateway = new MiniGateway(plan(inspector("held", () -> held)), InspectionPlan.none(), this::echo); Socket socket = connect(gateway)) {
            socket.getOutputStream().write(head("Content-Length: 10000000"));
            Thread.ofVirtual().start(() -> flood(socket, 10_000_000));
            assertTrue(status(socket).startsWith("HTTP/1.1 413 "));
            assertEquals(0, asked.get());
            assertTrue(held.seenBytes.get() <= 64 * 1024);
            isClosedOnce(held);
        }
    }

    /** The regression: look at a request before pausing it, and a slow verdict on the head truncates the upload. */
    @Test
    void aLateVerdictOnTheHeadLosesNothingOfTheBody() throws Exception {
        Promise<Verdict> late = Promise.promise();
        CountDownLatch headAsked = new CountDownLatch(1);
        Scripted slow = new Scripted();
        slow.head = () -> {
            headAsked.countDown();
            return late.future();
        };
        AtomicLong received = new AtomicLong();
        try (MiniGateway gateway = new MiniGateway(plan(inspector("slow", () -> slow)), InspectionPlan.none(), request -> {
            request.handler(piece -> received.addAndGet(piece.length()));
            request.endHandler(end -> request.response().end());
        }); Socket socket = connect(gateway)) {
            socket.getOutputStream().write(head("Content-Length: 3000000"));
            Thread.ofVirtual().start(() -> flood(socket, 3_000_000));
            assertTrue(headAsked.await(5, TimeUnit.SECONDS));
            Thread.ofPlatform().start(() -> late.complete(Verdict.RELEASE)).join();
            assertTrue(status(socket).startsWith("HTTP/1.1 200 "));
            assertEquals(3_000_000, received.get());
        }
    }

    /** The regression: without demand, a 16 MiB upload runs 16 MiB ahead of a slow reader. */
    @Test
    void anUploadNeverRunsFarAheadOfASlowSink() throws Exception {
        int size = 16 << 20;
        Scripted watching = new Scripted();
        SlowSink sink = new SlowSink();
        CompletableFuture<Void> done = new CompletableFuture<>();
        AtomicLong mostAhead = new AtomicLong();
        watching.body = piece -> {
            mostAhead.accumulateAndGet(watching.seenBytes.get() - sink.consumed.get(), Math::max);
            return Future.succeededFuture(Verdict.RELEASE);
        };
        InspectionPlan plan = plan(inspector("watching", () -> watching));
        try (OnLoop loop = new OnLoop()) {
            int port = OnLoop.wait(loop.vertx.createHttpServer().requestHandler(request -> {
                request.pause();
                InspectedHead.Watched head = (InspectedHead.Watched) plan.enter(Party.NOBODY).begin(Message.request(Inspections.facts(), Message.Content.POSSIBLE, "/")).result();
                head.over(request).pipeTo(sink).onComplete(end -> {
                    request.response().end();
                    done.complete(null);
                });
            }).listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture()).actualPort();
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.getOutputStream().write(head("Content-Length: " + size));
                Thread.ofVirtual().start(() -> flood(socket, size));
                assertTrue(status(socket).startsWith("HTTP/1.1 200 "));
            }
            done.get(5, TimeUnit.SECONDS);
            assertEquals(size, sink.consumed.get());
            assertTrue(mostAhead.get() <= 256 * 1024, "ahead by " + mostAhead.get());
        }
    }

    @Test
    void aClientCutWhileAVerdictIsAwaitedClosesTheInspectionOnce() throws Exception {
        Promise<Verdict> never = Promise.promise();
        CountDownLatch waiting = new CountDownLatch(1);
        Scripted slow = new Scripted();
        slow.body = piece -> {
            waiting.countDown();
            return never.future();
        };
        try (MiniGateway gateway = new MiniGateway(plan(inspector("slow", () -> slow)), InspectionPlan.none(), this::echo)) {
            try (Socket socket = connect(gateway)) {
                socket.getOutputStream().write(head("Content-Length: 100"));
                socket.getOutputStream().write("half".getBytes(StandardCharsets.US_ASCII));
                assertTrue(waiting.await(5, TimeUnit.SECONDS));
            }
            gateway.outcome.get(5, TimeUnit.SECONDS);
            assertFalse(gateway.requestOutcome.get() instanceof RefusedException, "a cut is no refusal");
            never.complete(Inspections.deny());
            isClosedOnce(slow);
            assertEquals(1, slow.asked.get());
        }
    }

    @Test
    void aResponseThatIsRefusedWhileHeldIsA502WithoutAnyOfIt() throws Exception {
        Scripted held = new Scripted();
        held.mode = Mode.HOLD;
        held.bound = 16;
        try (MiniGateway gateway = new MiniGateway(InspectionPlan.none(), plan(inspector("held", () -> held)),
                request -> request.response().end("the secret of the house"))) {
            String answer = send(gateway, "x");
            assertTrue(answer.startsWith("HTTP/1.1 502 "), answer);
            assertFalse(answer.contains("house"));
            isClosedOnce(held);
        }
    }

    @Test
    void aResponseRefusedInTheMiddleOfAStreamIsCutNotEnded() throws Exception {
        InspectionPlan responses = plan(inspector("dlp", () -> keyword(Mode.STREAM, "secret")));
        CompletableFuture<HttpServerRequest> arrived = new CompletableFuture<>();
        try (MiniGateway gateway = new MiniGateway(InspectionPlan.none(), responses, request -> {
            request.response().setChunked(true).write("public part; ");
            arrived.complete(request);
        }); Socket socket = connect(gateway)) {
            socket.getOutputStream().write(head("Content-Length: 0"));
            InputStream in = socket.getInputStream();
            ByteArrayOutputStream got = new ByteArrayOutputStream();
            while (!got.toString(StandardCharsets.US_ASCII).contains("public part")) {
                got.write(in.read());
            }
            arrived.get().response().end("secret");
            try {
                in.transferTo(got);
            } catch (IOException reset) {
                assertNull(reset.getCause());
            }
            assertFalse(got.toString(StandardCharsets.US_ASCII).endsWith("0\r\n\r\n"), "no regular end");
            assertFalse(got.toString(StandardCharsets.US_ASCII).contains("secret"));
        }
    }

    @Test
    void aReaderThatStandsStillStopsTheUpstreamAndThenGetsAllOfIt() throws Exception {
        int size = 32 << 20;
        Scripted upper = uppercase();
        try (MiniGateway gateway = new MiniGateway(InspectionPlan.none(), plan(inspector("upper", () -> upper)),
                request -> request.response().end(Buffer.buffer("a".repeat(size)))); Socket socket = connect(gateway)) {
            socket.getOutputStream().write(head("Content-Length: 0", "Connection: close"));
            assertTrue(atRest(upper.seenBytes) < size, "what the kernel buffers aside, nothing is read ahead");
            long upperCase = 0;
            byte[] block = new byte[64 * 1024];
            for (int read = socket.getInputStream().read(block); read >= 0; read = socket.getInputStream().read(block)) {
                for (int i = 0; i < read; i++) {
                    upperCase += block[i] == 'A' ? 1 : 0;
                }
            }
            assertTrue(upperCase >= size, "read " + upperCase);
            assertEquals(size, upper.seenBytes.get());
            isClosedOnce(upper);
        }
    }

    /** Right after the answer, which its client may have before. */
    private static void isClosedOnce(Scripted inspector) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (inspector.closed.get() == 0 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertEquals(1, inspector.closed.get());
    }

    /** The value once it has begun to grow and then not grown for a while. */
    private static long atRest(AtomicLong growing) {
        long before = 0;
        long since = System.nanoTime();
        while (before == 0 || System.nanoTime() - since < 300_000_000L) {
            if (growing.get() != before) {
                before = growing.get();
                since = System.nanoTime();
            }
            Thread.onSpinWait();
        }
        return before;
    }

    @Test
    void anEventLoopIsNeeded() {
        InspectionPlan plan = plan(inspector("any", Scripted::new));
        assertThrows(IllegalStateException.class, () -> plan.enter(Party.NOBODY).begin(Message.request(Inspections.facts(), Message.Content.POSSIBLE, "/")));
    }

    private void echo(HttpServerRequest request) {
        asked.incrementAndGet();
        request.body().onSuccess(body -> {
            seen.complete(body + " " + request.getHeader("Transfer-Encoding") + " " + request.getHeader("Content-Length"));
            request.response().end(body);
        });
    }

    private static String send(MiniGateway gateway, String body) throws IOException {
        try (Socket socket = connect(gateway)) {
            socket.getOutputStream().write(head("Content-Length: " + body.length(), "Connection: close"));
            socket.getOutputStream().write(body.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private static Socket connect(MiniGateway gateway) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port);
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static byte[] head(String... headers) {
        return ("POST / HTTP/1.1\r\nHost: app.test\r\n" + String.join("\r\n", headers) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static void chunk(OutputStream out, String text) throws IOException {
        out.write((Integer.toHexString(text.length()) + "\r\n" + text + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static void flood(Socket socket, int bytes) {
        byte[] block = new byte[8 * 1024];
        Arrays.fill(block, (byte) 'x');
        try {
            for (int left = bytes; left > 0; left -= block.length) {
                socket.getOutputStream().write(block, 0, Math.min(left, block.length));
            }
        } catch (IOException _) {
            // The other side has had enough.
        }
    }

    private static String status(Socket socket) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = socket.getInputStream().read(); octet >= 0 && octet != '\n'; octet = socket.getInputStream().read()) {
            line.write(octet);
        }
        return line.toString(StandardCharsets.US_ASCII);
    }
}
