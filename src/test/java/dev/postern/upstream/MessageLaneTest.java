package dev.postern.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.exchange.Denial;
import dev.postern.exchange.Reason;
import dev.postern.inspect.Direction;
import dev.postern.inspect.MessageExamination.Beyond;
import dev.postern.inspect.MessageExamination.Reach;
import dev.postern.inspect.Verdict;
import dev.postern.websocket.FrameWriter;
import dev.postern.websocket.Heard;
import dev.postern.websocket.Kind;
import dev.postern.websocket.Limits;
import dev.postern.websocket.Part;
import dev.postern.websocket.Role;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One direction of a WebSocket under examination: what is said, in frames cut anywhere, and what the other side hears. */
final class MessageLaneTest {

    private static final Reach SMALL = new Reach(64, Beyond.REFUSE);
    private static final Reach PASSING = new Reach(8, Beyond.PASS);
    private static final Reach WIDE = new Reach(1 << 20, Beyond.REFUSE);
    private static final Limits ALL = new Limits(1 << 24, Limits.Beyond.REFUSE);

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        Lab.await(vertx.close());
    }

    /** Masks are not zero, so that they are seen to be taken off and put on. */
    private static FrameWriter writer(Direction direction) {
        int[] key = {0x01020304};
        return new FrameWriter(role(direction), () -> key[0] += 0x11);
    }

    private static Role role(Direction direction) {
        return direction == Direction.REQUEST ? Role.CLIENT : Role.SERVER;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static byte[] joined(byte[]... frames) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] frame : frames) {
            all.writeBytes(frame);
        }
        return all.toByteArray();
    }

    /** What came out, and how it ended. */
    private record Outcome(List<String> heard, String end, int writes) {}

    private Outcome through(Direction direction, Listening listening, byte[] stream, int cut) {
        Buffer out = Buffer.buffer();
        int[] writes = {0};
        Promise<String> over = Promise.promise();
        vertx.getOrCreateContext().runOnContext(here -> {
            MessageLane lane = lane(new Spoken(stream, cut), direction, listening);
            lane.handler(frames -> {
                out.appendBuffer(frames);
                writes[0]++;
            });
            lane.endHandler(end -> over.complete("end")).exceptionHandler(failure -> over.complete(failure instanceof RefusedConversation refused
                    ? refused.closeCode() + " " + refused.why().reason().code() : failure.toString()));
            lane.resume();
        });
        String end = Lab.await(over.future());
        return new Outcome(Heard.from(role(direction), ALL, out.getBytes(), Math.max(1, out.length())), end, writes[0]);
    }

    private MessageLane lane(Spoken source, Direction direction, Listening listening) {
        return new MessageLane(source, direction, new MessageLane.Terms(listening, Vertx.currentContext(), () -> { }));
    }

    private static Future<Verdict> masking(Direction direction, String said) {
        Verdict verdict = said.contains("4012") ? new Verdict.Replace(Buffer.buffer(said.replace("4012", "XXXX"))) : Verdict.RELEASE;
        return Future.succeededFuture(verdict);
    }

    private static BiFunction<Direction, String, Future<Verdict>> always(Verdict verdict) {
        return (direction, said) -> Future.succeededFuture(verdict);
    }

    private static byte[] talk(FrameWriter says) {
        return joined(says.message(Kind.TEXT, bytes("hello")), says.passing(Kind.TEXT, bytes("card 4"), Part.MORE), says.ping(bytes("a")), says.passing(Kind.TEXT, bytes("01"), Part.MORE),
                says.pong(bytes("b")), says.passing(Kind.TEXT, new byte[0], Part.MORE), says.passing(Kind.TEXT, bytes("2!"), Part.LAST), says.message(Kind.BINARY, hex("00ff")),
                says.message(Kind.TEXT, new byte[0]), says.close(dev.postern.websocket.CloseReason.of(1000, "bye")), says.message(Kind.TEXT, bytes("after")));
    }

    @Test
    void howeverItIsCutTheSameIsHeard() {
        for (Direction direction : Direction.values()) {
            byte[] stream = talk(writer(direction));
            for (int cut = 1; cut <= stream.length; cut++) {
                Listening listening = new Listening(SMALL, MessageLaneTest::masking);
                Outcome outcome = through(direction, listening, stream, cut);
                assertEquals(List.of("text hello", "ping 61", "pong 62", "text card XXXX!", "binary 00ff", "text ", "close 1000bye"), outcome.heard(), direction + " cut after " + cut);
                assertEquals("end", outcome.end());
                assertEquals(List.of("TEXT hello", "TEXT card 4012!", "BINARY \u0000ÿ", "TEXT "), listening.heard);
            }
        }
    }

    @Test
    void masksAreTheGatewaysOwn() {
        byte[] frame = new FrameWriter(Role.CLIENT, () -> 0x41424344).message(Kind.TEXT, bytes("hello"));
        Buffer out = Buffer.buffer();
        Promise<Void> over = Promise.promise();
        vertx.getOrCreateContext().runOnContext(here -> lane(new Spoken(joined(frame, frame), 100), Direction.REQUEST, new Listening(SMALL, always(Verdict.RELEASE)))
                .handler(out::appendBuffer).endHandler(over::complete).resume());
        Lab.await(over.future());
        assertEquals(22, out.length());
        assertFalse(out.getInt(2) == 0x41424344 || out.getInt(2) == out.getInt(13), "new for each frame");
    }

    @Test
    void rudePeersAreRefused() {
        Map<String, String> rude = Map.of(
                "8105 48656c6c6f", "1002 request.malformed", // not masked
                "c185 00000000 48656c6c6f", "1002 request.malformed", // a reserved bit: compressed
                "8380 00000000", "1002 request.malformed",
                "81ff 8000000000000000 00000000", "1002 request.malformed",
                "81ff 7fffffffffffffff 00000000", "1009 content.uninspected",
                "81c1 00000000", "1009 content.uninspected",
                "8182 00000000 c328", "1007 request.malformed",
                "0180 00000000 8980 00000000 8180 00000000", "1002 request.malformed",
                "89fe 0080", "1002 request.malformed");
        rude.forEach((stream, end) -> {
            Listening listening = new Listening(SMALL, always(Verdict.RELEASE));
            byte[] octets = joined(writer(Direction.REQUEST).message(Kind.TEXT, bytes("before")), hex(stream), writer(Direction.REQUEST).message(Kind.TEXT, bytes("after")));
            for (int cut : new int[] {1, 3, octets.length}) {
                Outcome outcome = through(Direction.REQUEST, listening, octets, cut);
                assertEquals(end, outcome.end(), stream);
                assertEquals("text before", outcome.heard().getFirst());
                assertFalse(outcome.heard().contains("text after"));
            }
            assertEquals(end.startsWith("1009") ? 3 : 0, listening.unread.size(), stream);
        });
        assertEquals("1002 upstream.broken", through(Direction.RESPONSE, new Listening(SMALL, always(Verdict.RELEASE)), hex("8180 00000000"), 1).end());
        assertEquals("1009 content.response-refused", through(Direction.RESPONSE, new Listening(SMALL, always(Verdict.RELEASE)), hex("8141"), 1).end());
    }

    @Test
    void nothingOfWhatIsRefusedPassesNorWhatFollows() {
        FrameWriter says = writer(Direction.REQUEST);
        byte[] stream = joined(says.message(Kind.TEXT, bytes("one")), says.message(Kind.TEXT, bytes("a key")), says.message(Kind.TEXT, bytes("three")));
        Listening listening = new Listening(SMALL, (direction, said) -> Future.succeededFuture(
                said.contains("key") ? new Verdict.Deny(Denial.of(Reason.CONTENT_SENSITIVE, "KEY")) : Verdict.RELEASE));
        Outcome outcome = through(Direction.REQUEST, listening, stream, stream.length);
        assertEquals(List.of("text one"), outcome.heard());
        assertEquals("1008 content.sensitive", outcome.end());
        assertEquals(List.of("TEXT one", "TEXT a key"), listening.heard);
        for (BiFunction<Direction, String, Future<Verdict>> broken : List.<BiFunction<Direction, String, Future<Verdict>>>of(always(Verdict.HOLD),
                (direction, said) -> Future.failedFuture("broken"))) {
            Outcome failed = through(Direction.REQUEST, new Listening(SMALL, broken), stream, stream.length);
            assertEquals("1008 content.uninspected", failed.end());
            assertEquals(List.of(), failed.heard());
        }
    }

    @Test
    void whileAVerdictIsAwaitedItsDirectionStandsStill() {
        FrameWriter says = writer(Direction.RESPONSE);
        byte[] stream = joined(says.message(Kind.TEXT, bytes("first")), says.ping(bytes("p")), says.message(Kind.TEXT, bytes("second")), new byte[1]);
        Promise<Verdict> verdict = Promise.promise();
        Listening listening = new Listening(SMALL, (direction, said) -> said.equals("first") ? verdict.future() : Future.succeededFuture(Verdict.RELEASE));
        Buffer out = Buffer.buffer();
        Promise<Integer> stood = Promise.promise();
        Promise<Void> over = Promise.promise();
        vertx.getOrCreateContext().runOnContext(here -> {
            Spoken source = new Spoken(stream, 1);
            lane(source, Direction.RESPONSE, listening).handler(out::appendBuffer).endHandler(over::complete).resume();
            vertx.setTimer(50, later -> {
                stood.complete(source.isFlowing() ? -1 : source.taken());
                assertEquals(0, out.length());
                verdict.complete(Verdict.RELEASE);
            });
        });
        assertEquals(7, Lab.await(stood.future()), "nothing behind the message has been taken");
        Lab.await(over.future());
        assertEquals(List.of("text first", "ping 70", "text second"), Heard.from(Role.SERVER, ALL, out.getBytes(), out.length()));
    }

    @Test
    void whoWantsNoMoreGetsNoMore() {
        FrameWriter says = writer(Direction.RESPONSE);
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (int i = 0; i < 1_000; i++) {
            stream.writeBytes(says.message(Kind.BINARY, new byte[30_000]));
        }
        Listening listening = new Listening(WIDE, always(Verdict.RELEASE));
        Promise<Spoken> quiet = Promise.promise();
        List<Integer> got = new ArrayList<>();
        vertx.getOrCreateContext().runOnContext(here -> {
            Spoken source = new Spoken(stream.toByteArray(), 1_000);
            MessageLane lane = lane(source, Direction.RESPONSE, listening);
            lane.handler(frames -> {
                got.add(frames.length());
                lane.pause();
            });
            lane.resume();
            vertx.setTimer(100, later -> quiet.complete(source));
        });
        Spoken source = Lab.await(quiet.future());
        assertEquals(1, got.size());
        assertTrue(source.taken() <= 31_004, "taken " + source.taken());
    }

    @Test
    void afloodOfPingsIsHandedOnTogether() {
        FrameWriter says = writer(Direction.REQUEST);
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (int i = 0; i < 50_000; i++) {
            stream.writeBytes(says.ping(new byte[0]));
        }
        Outcome outcome = through(Direction.REQUEST, new Listening(SMALL, always(Verdict.RELEASE)), stream.toByteArray(), 16_384);
        assertEquals(50_000, outcome.heard().size());
        assertTrue(outcome.writes() < 50, outcome.writes() + " writes");
    }

    @Test
    void aFloodOfTinyFragmentsIsOneMessage() {
        FrameWriter says = writer(Direction.REQUEST);
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (int i = 0; i < 100_000; i++) {
            stream.writeBytes(says.passing(Kind.TEXT, bytes(i % 2 == 0 ? "" : "x"), Part.MORE));
        }
        stream.writeBytes(says.passing(Kind.TEXT, bytes("4012"), Part.LAST));
        Outcome outcome = through(Direction.REQUEST, new Listening(WIDE, MessageLaneTest::masking), stream.toByteArray(), 16_384);
        assertEquals(List.of("text " + "x".repeat(50_000) + "XXXX"), outcome.heard());
        assertEquals("1009 content.uninspected", through(Direction.REQUEST, new Listening(SMALL, MessageLaneTest::masking), stream.toByteArray(), 16_384).end());
    }

    @Test
    void manySmallMessagesDoNotKeepOthersFromTheLoop() {
        FrameWriter says = writer(Direction.REQUEST);
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (int i = 0; i < 2_000; i++) {
            stream.writeBytes(says.message(Kind.TEXT, bytes("hi")));
        }
        Listening listening = new Listening(SMALL, always(Verdict.RELEASE));
        List<Integer> turns = new ArrayList<>();
        Promise<Void> over = Promise.promise();
        vertx.getOrCreateContext().runOnContext(here -> {
            lane(new Spoken(stream.toByteArray(), 1 << 20), Direction.REQUEST, listening).handler(frames -> { }).endHandler(over::complete).resume();
            count(turns, listening);
        });
        Lab.await(over.future());
        assertEquals(2_000, listening.heard.size());
        for (int i = 1; i < turns.size(); i++) {
            assertTrue(turns.get(i) - turns.get(i - 1) <= MessageLane.TURN_MESSAGES, turns.toString());
        }
        assertTrue(turns.size() > 100, turns.size() + " turns");
    }

    private static void count(List<Integer> turns, Listening listening) {
        turns.add(listening.heard.size());
        if (turns.getLast() < 2_000) {
            Vertx.currentContext().runOnContext(next -> count(turns, listening));
        }
    }

    @Test
    void whatIsTooLongPassesUnseenWhereItMay() {
        FrameWriter says = writer(Direction.RESPONSE);
        byte[] stream = joined(says.message(Kind.TEXT, bytes("4012 4012 4012")), says.passing(Kind.BINARY, bytes("4012"), Part.MORE), says.ping(new byte[0]),
                says.passing(Kind.BINARY, bytes(" 4012"), Part.LAST), says.message(Kind.TEXT, bytes("4012")));
        for (int cut : new int[] {1, 5, stream.length}) {
            Listening listening = new Listening(PASSING, MessageLaneTest::masking);
            Outcome outcome = through(Direction.RESPONSE, listening, stream, cut);
            assertEquals(List.of("text 4012 4012 4012", "ping ", "binary 343031322034303132", "text XXXX"), outcome.heard());
            assertEquals(2, listening.unread.size());
            assertEquals(List.of("TEXT 4012"), listening.heard);
        }
        Listening unasked = new Listening(Reach.NONE, always(Verdict.HOLD));
        assertEquals(List.of("text 4012 4012 4012", "ping ", "binary 343031322034303132", "text 4012"), through(Direction.RESPONSE, unasked, stream, 3).heard());
        assertEquals(List.of(), unasked.unread);
    }
}
