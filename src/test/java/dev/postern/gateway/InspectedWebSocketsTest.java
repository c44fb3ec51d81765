package dev.postern.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.revocation.Revocation;
import dev.postern.revocation.Target;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** WebSockets through routes that inspect: what is said in them is looked into on its way up and on its way down, by a real client and an upstream that echoes. */
@QuarkusTest
@Tag("quarkus")
final class InspectedWebSocketsTest {

    private static final String CARD = "4012 8888 8888 1881";
    private static final String KEY = "ghp_" + "x7Kq2mN9pLw4RtZ8vBc3" + "YdF6hJs1GaE5uT0i";
    private static final String KEYS = """
            token cards AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=
            envelope fields AQECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=
            fingerprint audit AgECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=
            """;
    private static final String MASK_DOWN_BLOCK_UP = "rules: [{types: [CREDIT_CARD_NUMBER], in: response, action: mask, mask: {with: '*', keep-last: 4}}, {types: [credential], in: request, action: block}]";

    @RegisterExtension
    final Lab lab = new Lab();

    private void start(String inspect, String own) throws Exception {
        Files.writeString(lab.dir.resolve("dlp-keys.txt"), KEYS);
        lab.start(Lab.app(lab.upstream(request -> request.response().end()), ", upgrades: [websocket], inspect: {" + inspect + "}").replace("[finance]", "[staff]") + own);
    }

    private void startWithProfile(String profile) throws Exception {
        start("dlp: own", "dlp: [{name: own, keys: dlp-keys.txt, " + profile + "}]\n");
    }

    private WebSocket connect(String path) throws Exception {
        WebSocketClientOptions options = new WebSocketClientOptions().setSsl(true).setTrustOptions(new PemTrustOptions().addCertPath(lab.pki.file("ingress-ca.pem")))
                .setKeyCertOptions(new PemKeyCertOptions().setCertPath(lab.pki.file("laptop.pem")).setKeyPath(lab.pki.file("laptop-key.pem")))
                .setMaxFrameSize(4 << 20).setMaxMessageSize(8 << 20).setTryUsePerMessageCompression(true);
        WebSocketConnectOptions to = new WebSocketConnectOptions().setHost("localhost").setPort(lab.port()).setSsl(true).setURI(path);
        Lab.bearer(lab.token("alice")).forEach(to::addHeader);
        return Lab.await(lab.vertx.createWebSocketClient(options).connect(to));
    }

    /** A client whose answers are read one by one. */
    private final class Chat {

        private final WebSocket socket;
        private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
        private final Promise<Void> closed = Promise.promise();

        Chat() throws Exception {
            socket = connect("/chat");
            socket.textMessageHandler(answers::add);
            socket.binaryMessageHandler(binary -> answers.add("binary " + binary.length()));
            socket.closeHandler(closed::complete);
        }

        String answer() throws Exception {
            String answer = answers.poll(Lab.PATIENCE_SECONDS, TimeUnit.SECONDS);
            return answer == null ? "nothing" : answer;
        }

        String say(String text) throws Exception {
            Lab.await(socket.writeTextMessage(text));
            return answer();
        }

        String ended() throws Exception {
            Lab.await(closed.future());
            return socket.closeStatusCode() + " " + socket.closeReason();
        }
    }

    private JsonObject event() throws Exception {
        Lab.until("an event", () -> !lab.events().isEmpty());
        return lab.events().getLast();
    }

    private List<String> found(JsonObject event) {
        return event.getJsonObject("postern").getJsonArray("findings").stream().map(JsonObject.class::cast)
                .map(finding -> finding.getString("rule") + " " + finding.getString("place") + " " + finding.getString("what")).toList();
    }

    private void nothingOnRecord(String... values) throws Exception {
        String record = Files.readString(lab.dir.resolve("audit.jsonl"));
        for (String value : values) {
            assertFalse(record.contains(value), value);
        }
    }

    @Test
    void anOrdinaryChatPassesAndACardIsMaskedOnItsWayDown() throws Exception {
        startWithProfile(MASK_DOWN_BLOCK_UP);
        Chat chat = new Chat();
        assertEquals("hello, wörld", chat.say("hello, wörld"));
        assertEquals("{\"n\":[1,2]}", chat.say("{\"n\":[1,2]}"));
        assertEquals("{\"name\":\"Ada\",\"card\":\"**** **** **** 1881\"}", chat.say("{\"name\":\"Ada\",\"card\":\"" + CARD + "\"}"));
        assertEquals("**** **** **** 1881", chat.say(CARD));
        Lab.await(chat.socket.writeBinaryMessage(Buffer.buffer(new byte[70_000])));
        assertEquals("binary 70000", chat.answer());
        assertEquals("{\"name\":\"Ada\",\"card\":\"" + CARD + "\"}", lab.messages.get(2), "no rule is about it on its way up");
        Lab.await(chat.socket.close((short) 4000, "bye"));
        assertEquals("4000 bye", chat.ended());
        assertEquals("close 4000", lab.messages.getLast());
        JsonObject event = event();
        assertEquals(List.of("CREDIT_CARD_NUMBER response /card payment card number, masked", "CREDIT_CARD_NUMBER response payment card number, masked"), found(event));
        assertEquals(101, event.getJsonObject("http_response").getInteger("code"), event.encode());
        nothingOnRecord(CARD, "8888");
        assertTrue(lab.surroundings.meters().get("postern.findings").tag("rule", "CREDIT_CARD_NUMBER").counter().count() >= 1);
    }

    @Test
    void aKeyOnItsWayUpEndsItAndTheRecordSaysWhy() throws Exception {
        startWithProfile(MASK_DOWN_BLOCK_UP);
        Chat chat = new Chat();
        assertEquals("hello", chat.say("hello"));
        chat.socket.writeTextMessage("export GITHUB_TOKEN=" + KEY);
        assertEquals("1008 content.sensitive", chat.ended());
        Lab.until("the upstream's close frame", () -> lab.messages.contains("close 1008"));
        assertEquals(List.of("hello", "close 1008"), lab.messages);
        JsonObject event = event();
        assertTrue(event.encode().contains("\"content.sensitive\""), event.encode());
        assertTrue(found(event).getFirst().endsWith("refused"), found(event).toString());
        nothingOnRecord(KEY);
    }

    @Test
    void aTokenThatGoesUpComesBackAsWhatItStandsFor() throws Exception {
        startWithProfile("""
                rules: [{types: [CREDIT_CARD_NUMBER], in: request, action: tokenise, tokens: {keep-first: 6, keep-last: 4}},
                  {types: [CREDIT_CARD_NUMBER], in: response, action: restore, tokens: {keep-first: 6, keep-last: 4}}]""");
        Chat chat = new Chat();
        for (String text : List.of("pay " + CARD + " now", "{\"card\":\"" + CARD + "\"}", "x".repeat(100_000) + ' ' + CARD)) {
            assertEquals(text, chat.say(text));
            String heard = lab.messages.getLast();
            assertNotEquals(text, heard);
            assertFalse(heard.contains("8888 8888"), "a token is all the upstream has");
        }
    }

    @Test
    void reportingChangesNothing() throws Exception {
        startWithProfile("mode: report, request: {limit: 1KiB}, rules: [{types: [CREDIT_CARD_NUMBER], action: block}]");
        Chat chat = new Chat();
        assertEquals(CARD, chat.say(CARD));
        String large = CARD + "x".repeat(5_000);
        assertEquals(large, chat.say(large));
        Lab.await(chat.socket.close());
        assertTrue(found(event()).stream().anyMatch(finding -> finding.startsWith("unreadable")), found(event()).toString());
    }

    @Test
    void whatIsTooLongEndsIt() throws Exception {
        startWithProfile("request: {limit: 1KiB}, " + MASK_DOWN_BLOCK_UP);
        Chat chat = new Chat();
        chat.socket.writeTextMessage("x".repeat(2_000));
        assertEquals("1009 content.uninspected", chat.ended());
        Lab.until("the upstream's close frame", () -> lab.messages.equals(List.of("close 1009")));
        assertTrue(event().encode().contains("\"content.uninspected\""));
    }

    @Test
    void aClientThatDoesNotReadIsNotReadFrom() throws Exception {
        startWithProfile(MASK_DOWN_BLOCK_UP);
        WebSocket socket = connect("/chat");
        socket.pause();
        long[] written = {0};
        Promise<Void> full = Promise.promise();
        lab.vertx.runOnContext(begin -> fill(socket, written, full));
        Lab.await(full.future());
        assertTrue(written[0] < 48L << 20, "written " + written[0]);
        long[] heard = {0};
        Promise<Void> all = Promise.promise();
        long expected = written[0];
        socket.handler(piece -> {
            heard[0] += piece.length();
            if (heard[0] == expected) {
                all.complete();
            }
        });
        socket.resume();
        Lab.await(all.future());
    }

    /** Writes until its queue has stayed full for a while. */
    private void fill(WebSocket socket, long[] written, Promise<Void> full) {
        if (written[0] > 64L << 20) {
            full.tryFail("the client was never paused");
        } else if (socket.writeQueueFull()) {
            long patience = lab.vertx.setTimer(1_000, still -> full.tryComplete());
            socket.drainHandler(drained -> {
                if (lab.vertx.cancelTimer(patience)) {
                    fill(socket, written, full);
                }
            });
        } else {
            written[0] += 400_000;
            socket.writeBinaryMessage(Buffer.buffer(new byte[400_000]));
            lab.vertx.runOnContext(next -> fill(socket, written, full));
        }
    }

    @Test
    void whatItRestsOnIsStillTakenAway() throws Exception {
        startWithProfile(MASK_DOWN_BLOCK_UP);
        Chat chat = new Chat();
        assertEquals("hello", chat.say("hello"));
        Lab.await(lab.gateway().operations().revoke(new Revocation(new Target(Target.Kind.DEVICE, "laptop"), "test", "test", Instant.now(), Instant.now().plusSeconds(600))));
        assertTrue(chat.ended().startsWith("1008"), chat.ended());
    }

    @Test
    void itEndsWhenItWouldBeInspectedOtherwise() throws Exception {
        startWithProfile(MASK_DOWN_BLOCK_UP);
        Chat chat = new Chat();
        assertEquals("hello", chat.say("hello"));
        lab.reload(text -> text.replace("dlp: [{name: own", "# moved\ndlp: [{name: own"));
        assertEquals("hello again", chat.say("hello again"), "the same, elsewhere in the file");
        lab.reload(text -> text.replace("keep-last: 4", "keep-last: 3"));
        assertTrue(chat.ended().startsWith("1008"), chat.ended());
        assertTrue(event().encode().contains("inspects otherwise"), event().encode());
    }

    private static int refused(Exception failure) {
        return ((UpgradeRejectedException) failure.getCause()).getStatus();
    }

    @Test
    void theFirewallJudgesTheHandshakeAndNotWhatFollows() throws Exception {
        Files.writeString(lab.dir.resolve("own.conf"), "SecRule ARGS \"@rx (?i)union\\s+select\" \"id:100,phase:2,deny\"\n");
        start("waf: own", "waf: [{name: own, mode: enforce, rules: [own.conf]}]\n");
        assertEquals(403, refused(assertThrows(ExecutionException.class, () -> connect("/chat?q=union%20select"))));
        Chat chat = new Chat();
        assertEquals("union select", chat.say("union select"));
    }

    @Test
    void bothLookWhereBothAreAsked() throws Exception {
        Files.writeString(lab.dir.resolve("own.conf"), "SecRule ARGS \"@rx (?i)union\\s+select\" \"id:100,phase:2,deny\"\n");
        start("waf: own, dlp: own", "waf: [{name: own, mode: enforce, rules: [own.conf]}]\ndlp: [{name: own, keys: dlp-keys.txt, " + MASK_DOWN_BLOCK_UP + "}]\n");
        assertEquals(403, refused(assertThrows(ExecutionException.class, () -> connect("/chat?q=union%20select"))));
        assertEquals(403, refused(assertThrows(ExecutionException.class, () -> connect("/chat?q=" + KEY))));
        assertEquals("**** **** **** 1881", new Chat().say(CARD));
    }

    @Test
    void theMalwareScanLetsNoneOpen() throws Exception {
        start("malware: own", "malware: [{name: own, clamd: {address: 127.0.0.1:9}}]\n");
        assertEquals(413, refused(assertThrows(ExecutionException.class, () -> connect("/chat"))));
    }
}
