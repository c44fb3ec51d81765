package dev.postern.inspect;

import static dev.postern.inspect.Inspections.deny;
import static dev.postern.inspect.Inspections.inspector;
import static dev.postern.inspect.Inspections.keyword;
import static dev.postern.inspect.Inspections.plan;
import static dev.postern.inspect.Inspections.uppercase;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import dev.postern.inspect.Inspection.Interest;
import dev.postern.inspect.Inspection.Mode;
import dev.postern.inspect.Inspections.Scripted;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The engine, with a source and a reader under the test's control. */
class InspectedBodyTest {

    private final OnLoop loop = new OnLoop();
    private final Source source = new Source();

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void itBeginsPausedAndGivesExactlyWhatIsFetched() {
        source.add("a", "b", "c").end();
        InspectedBody body = over(uppercase());
        Reader reader = loop.call(() -> new Reader(body));
        loop.run(() -> assertEquals(0, source.emitted, "nothing is read unasked"));
        loop.run(() -> body.fetch(1));
        assertEquals("A", reader.all.toString());
        loop.run(() -> body.fetch(2));
        assertEquals("ABC", reader.all.toString());
        assertEquals(List.of(), reader.events, "the end needs demand, as in other streams");
        loop.run(() -> body.fetch(1));
        assertEquals(List.of("end", "outcome"), reader.events);
        assertThrows(IllegalArgumentException.class, () -> body.fetch(-1));
    }

    @Test
    void pausingFromWithinAHandlerStopsAtOnce() {
        source.add("a", "b", "c").end();
        InspectedBody body = over(new Scripted());
        Buffer seen = Buffer.buffer();
        loop.run(() -> body.handler(piece -> {
            seen.appendBuffer(piece);
            body.pause();
        }).resume());
        assertEquals("a", seen.toString());
        assertTrue(source.emitted <= 2);
    }

    @Test
    void holdingHandsOutNothingBeforeTheLastVerdictAndKnowsTheLength() {
        Promise<Verdict> last = Promise.promise();
        Scripted held = new Scripted();
        held.mode = Mode.HOLD;
        held.end = last::future;
        source.add("abc", "def").end();
        InspectedBody body = over(held, uppercase());
        Reader reader = loop.call(() -> new Reader(body));
        loop.run(body::resume);
        loop.run(() -> {
            assertEquals(3, source.emitted, "it reads to the end unasked");
            assertEquals(0, reader.pieces);
            assertFalse(body.ready().isComplete());
            assertEquals(Optional.empty(), body.knownLength());
        });
        last.complete(new Verdict.Replace(Buffer.buffer("!")));
        loop.run(() -> { });
        loop.run(() -> {
            assertTrue(body.ready().succeeded());
            assertEquals(Optional.of(7L), body.knownLength());
            assertTrue(body.changed());
            assertEquals("ABCDEF!", reader.all.toString());
            assertEquals(List.of("end", "outcome"), reader.events);
        });
    }

    @Test
    void whatIsHeldCanBeReplacedAndWhatIsReleasedCannot() {
        List<Verdict> answers = new java.util.ArrayList<>(List.of(Verdict.HOLD, new Verdict.Replace(Buffer.buffer("<ab>")), Verdict.HOLD, Verdict.RELEASE));
        Scripted scripted = new Scripted();
        scripted.body = piece -> Future.succeededFuture(answers.removeFirst());
        source.add("a", "b", "c", "d").end();
        InspectedBody body = over(scripted);
        Reader reader = loop.call(() -> new Reader(body));
        loop.run(body::resume);
        assertEquals("<ab>cd", reader.all.toString());
    }

    @Test
    void aDenialFailsTheOutcomeFirstThenTheReaderAndEachOnce() {
        Scripted keyword = keyword(Mode.STREAM, "secret");
        Scripted upper = uppercase();
        source.add("a sec", "ret", "more").end();
        InspectedBody body = over(keyword, upper);
        Reader reader = loop.call(() -> new Reader(body));
        loop.run(body::resume);
        loop.run(body::close);
        loop.run(() -> assertEquals(List.of("outcome failed", "reader failed"), reader.events));
        assertEquals("A SEC", reader.all.toString(), "in streaming the prefix has passed");
        assertEquals(Reason.CONTENT_REFUSED, refusal(body));
        assertEquals(1, keyword.closed.get());
        assertEquals(1, upper.closed.get());
        assertEquals(0, source.demand, "the source is left paused");
        assertEquals(2, source.emitted);
    }

    @ParameterizedTest
    @EnumSource(Direction.class)
    void moreThanTheBoundIsRefusedAndNeverPassedOn(Direction direction) {
        Scripted held = new Scripted();
        held.mode = Mode.HOLD;
        held.bound = 10;
        source.add("12345", "67890", "1").end();
        InspectedBody body = over(direction, held);
        Reader reader = loop.call(() -> new Reader(body));
        loop.run(body::resume);
        assertEquals(direction == Direction.REQUEST ? Reason.CONTENT_UNINSPECTED : Reason.RESPONSE_REFUSED, refusal(body));
        assertTrue(body.ready().failed());
        assertEquals(0, reader.pieces);
        assertEquals(10, held.seenBytes.get(), "what is too much is not even shown");
    }

    @Test
    void aBodyOfExactlyTheBoundPasses() {
        Scripted held = new Scripted();
        held.mode = Mode.HOLD;
        held.bound = 10;
        source.add("12345", "67890").end();
        InspectedBody body = over(held);
        Reader reader = loop.call(() -> new Reader(body));
        loop.run(body::resume);
        assertEquals("1234567890", reader.all.toString());
    }

    @Test
    void replacementCountsAgainstTheBoundAndSoDoesHoldingInAStream() {
        Scripted growing = new Scripted();
        growing.mode = Mode.HOLD;
        growing.bound = 10;
        growing.end = () -> Future.succeededFuture(new Verdict.Replace(Buffer.buffer("x".repeat(11))));
        source.add("1").end();
        InspectedBody grown = over(growing);
        loop.run(grown::resume);
        assertEquals(Reason.CONTENT_UNINSPECTED, refusal(grown));

        Scripted hoarding = new Scripted();
        hoarding.bound = 10;
        hoarding.body = piece -> Future.succeededFuture(Verdict.HOLD);
        Source other = new Source().add("12345678", "901").end();
        InspectedBody hoarded = over(Direction.REQUEST, other, plan(inspector("hoard", () -> hoarding)));
        loop.run(() -> hoarded.handler(piece -> { }).resume());
        assertEquals(Reason.CONTENT_UNINSPECTED, refusal(hoarded));
    }

    @Test
    void aHeldBodyThatALaterInspectionLetsGrowIsBoundedToo() {
        Scripted held = new Scripted();
        held.mode = Mode.HOLD;
        held.bound = 100;
        Scripted doubling = new Scripted();
        doubling.body = piece -> Future.succeededFuture(new Verdict.Replace(Buffer.buffer("x".repeat(piece.length() * 2))));
        source.add("x".repeat(60)).end();
        InspectedBody body = over(held, doubling);
        loop.run(body::resume);
        assertEquals(Reason.CONTENT_UNINSPECTED, refusal(body));
    }

    @Test
    void whileAVerdictIsAwaitedNothingIsReadAndItMayComeFromAnyThread() throws Exception {
        Promise<Verdict> late = Promise.promise();
        Scripted slow = new Scripted();
        slow.body = piece -> late.future();
        source.add("a", "b").end();
        InspectedBody body = over(slow);
        Reader reader = loop.call(() -> new Reader(body));
        loop.run(body::resume);
        loop.run(() -> assertEquals(1, source.emitted));
        Thread elsewhere = Thread.ofPlatform().start(() -> late.complete(Verdict.RELEASE));
        elsewhere.join();
        OnLoop.wait(body.outcome().toCompletionStage().toCompletableFuture());
        loop.run(() -> assertEquals("ab", reader.all.toString()));
        assertEquals(1, slow.closed.get());
    }

    @Test
    void aSourceCutWhileAVerdictIsAwaitedEndsItAndTheLateVerdictIsIgnored() {
        Promise<Verdict> late = Promise.promise();
        Scripted slow = new Scripted();
        slow.body = piece -> late.future();
        source.add("a");
        InspectedBody body = over(slow);
        Reader reader = loop.call(() -> new Reader(body));
        IllegalStateException cut = new IllegalStateException("connection closed");
        loop.run(body::resume);
        loop.run(() -> source.exceptionHandler.handle(cut));
        assertSame(cut, body.outcome().cause(), "not a refusal: the client went away");
        late.complete(deny());
        loop.run(() -> { });
        loop.run(() -> assertEquals(List.of("outcome failed", "reader failed"), reader.events));
        assertEquals(1, slow.closed.get());
        assertEquals(1, slow.asked.get());
        assertEquals(0, reader.pieces);
    }

    @Test
    void closingEndsWhatIsOpenOnceAndLeavesWhatIsThroughAlone() {
        Scripted one = new Scripted();
        source.add("a");
        InspectedBody body = over(one);
        loop.run(() -> body.handler(piece -> { }).resume());
        loop.run(body::close);
        loop.run(body::close);
        assertInstanceOf(CutException.class, body.outcome().cause());
        assertEquals(1, one.closed.get());

        Scripted two = new Scripted();
        Source whole = new Source().end();
        InspectedBody through = over(Direction.REQUEST, whole, plan(inspector("two", () -> two)));
        loop.run(() -> through.endHandler(end -> { }).handler(piece -> { }).resume());
        loop.run(through::close);
        assertTrue(through.outcome().succeeded());
        assertEquals(1, two.closed.get());
        assertEquals(1, two.asked.get(), "the end is asked for an empty body too");
    }

    enum Fault {
        THROWS(s -> s.body = piece -> { throw new IllegalStateException("secret content"); }),
        BREAKS(s -> s.body = piece -> { throw new StackOverflowError("secret content"); }),
        FAILS(s -> s.body = piece -> Future.failedFuture("secret content")),
        NO_FUTURE(s -> s.body = piece -> null),
        NO_VERDICT(s -> s.body = piece -> Future.succeededFuture()),
        NEVER(s -> s.body = piece -> Promise.<Verdict>promise().future()),
        HOLD_AT_END(s -> s.end = () -> Future.succeededFuture(Verdict.HOLD)),
        BREAKS_AT_END(s -> s.end = () -> { throw new StackOverflowError("secret content"); }),
        THROWS_AT_END(s -> s.end = () -> { throw new IllegalStateException("secret content"); }),
        REPLACES_AS_READER(s -> {
            s.interest = Interest.READ;
            s.body = piece -> Future.succeededFuture(new Verdict.Replace(piece));
        });

        final Consumer<Scripted> make;

        Fault(Consumer<Scripted> make) {
            this.make = make;
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void anInspectionThatFailsRefuses(Fault fault) {
        Scripted broken = new Scripted();
        broken.mode = Mode.HOLD;
        fault.make.accept(broken);
        source.add("a").end();
        InspectedBody body = over(Direction.REQUEST, source, plan(Duration.ofMillis(30), inspector("broken", () -> broken)));
        Reader reader = loop.call(() -> new Reader(body));
        loop.run(body::resume);
        Throwable failure = assertThrows(AssertionError.class, () -> OnLoop.wait(body.outcome().toCompletionStage().toCompletableFuture())).getCause();
        RefusedException refused = assertInstanceOf(RefusedException.class, failure);
        assertEquals(Reason.CONTENT_UNINSPECTED, refused.denial().reason());
        assertFalse(refused.denial().detail().contains("secret"), "a failure may quote the content");
        loop.run(() -> assertEquals(0, reader.pieces));
        assertEquals(1, broken.closed.get());
    }

    /** What was shown when it broke must not leave with what comes next. */
    @Test
    void nothingPassesOfAStreamWhoseInspectionBreaks() {
        Scripted broken = new Scripted();
        broken.mode = Mode.STREAM;
        broken.body = piece -> {
            if (piece.toString().equals("secret")) {
                throw new StackOverflowError();
            }
            return Future.succeededFuture(Verdict.RELEASE);
        };
        source.add("secret").add("rest").end();
        InspectedBody body = over(Direction.RESPONSE, source, plan(inspector("broken", () -> broken)));
        Reader reader = loop.call(() -> new Reader(body));
        loop.run(body::resume);
        loop.run(() -> body.fetch(5));
        Throwable failure = assertThrows(AssertionError.class, () -> OnLoop.wait(body.outcome().toCompletionStage().toCompletableFuture())).getCause();
        assertInstanceOf(RefusedException.class, failure);
        loop.run(() -> assertEquals(0, reader.pieces));
    }

    @Test
    void manySmallPiecesAreHeldInFewBuffers() {
        Scripted held = new Scripted();
        held.mode = Mode.HOLD;
        for (int i = 0; i < 100_000; i++) {
            source.add("x");
        }
        source.end();
        InspectedBody body = over(held);
        Reader reader = loop.call(() -> new Reader(body));
        loop.run(body::resume);
        assertEquals(100_000, reader.all.length());
        assertTrue(reader.pieces < 20, "pieces " + reader.pieces);
    }

    @Test
    void aReaderThatThrowsFailsTheOutcome() {
        source.add("a").end();
        Scripted one = new Scripted();
        InspectedBody body = over(one);
        loop.run(() -> body.handler(piece -> { throw new IllegalStateException("reader"); }).resume());
        assertTrue(body.outcome().failed());
        assertEquals(1, one.closed.get());
    }

    private InspectedBody over(Scripted... chain) {
        return over(Direction.REQUEST, chain);
    }

    private InspectedBody over(Direction direction, Scripted... chain) {
        Inspector[] inspectors = new Inspector[chain.length];
        for (int i = 0; i < chain.length; i++) {
            Scripted each = chain[i];
            inspectors[i] = inspector("i" + i, () -> each);
        }
        return over(direction, source, plan(inspectors));
    }

    private InspectedBody over(Direction direction, Source from, InspectionPlan plan) {
        return loop.call(() -> {
            Message message = direction == Direction.REQUEST
                    ? Message.request(Inspections.facts(), Message.Content.POSSIBLE, "/")
                    : Message.response(Inspections.facts(), 200, dev.postern.exchange.Headers.none());
            return assertInstanceOf(InspectedHead.Watched.class, plan.enter(Party.NOBODY).begin(message).result()).over(from);
        });
    }

    private static Reason refusal(InspectedBody body) {
        return assertInstanceOf(RefusedException.class, body.outcome().cause()).denial().reason();
    }
}
