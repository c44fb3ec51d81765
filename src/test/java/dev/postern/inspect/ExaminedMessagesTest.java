package dev.postern.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.postern.exchange.Denial;
import dev.postern.exchange.Reason;
import dev.postern.inspect.MessageExamination.Beyond;
import dev.postern.inspect.MessageExamination.Kind;
import dev.postern.inspect.MessageExamination.Reach;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several inspectors before the same messages. */
final class ExaminedMessagesTest {

    private final OnLoop loop = new OnLoop();
    private final List<String> seen = new ArrayList<>();

    @AfterEach
    void close() {
        loop.close();
    }

    private final class Looking implements MessageExamination {

        private final String name;
        private final Reach request;
        private final Function<String, Future<Verdict>> judge;

        Looking(String name, Reach request, Function<String, Future<Verdict>> judge) {
            this.name = name;
            this.request = request;
            this.judge = judge;
        }

        @Override
        public Reach reach(Direction direction) {
            return direction == Direction.REQUEST ? request : Reach.NONE;
        }

        @Override
        public Future<Verdict> examine(Direction direction, Kind kind, byte[] octets) {
            String said = new String(octets, StandardCharsets.UTF_8);
            seen.add(name + " " + said);
            return judge.apply(said);
        }

        @Override
        public void unread(Direction direction, String why) {
            seen.add(name + " unread");
        }
    }

    private static Future<Verdict> replaced(String by) {
        return Future.succeededFuture(new Verdict.Replace(Buffer.buffer(by)));
    }

    private Verdict ask(Looking... all) {
        CompletableFuture<Verdict> verdict = new CompletableFuture<>();
        loop.run(() -> together(all).examine(Direction.REQUEST, Kind.TEXT, "hello".getBytes(StandardCharsets.UTF_8)).onComplete(said -> {
            if (said.succeeded()) {
                verdict.complete(said.result());
            } else {
                verdict.completeExceptionally(said.cause());
            }
        }));
        return OnLoop.wait(verdict);
    }

    private static ExaminedMessages together(Looking... all) {
        return new ExaminedMessages(List.of(all).stream().map(one -> new ExaminedMessages.Named(one.name, one)).toList(), new InspectionPlan.Settings(Duration.ofMillis(200)));
    }

    private static Reach reach(int bytes, Beyond beyond) {
        return new Reach(bytes, beyond);
    }

    @Test
    void whatOnePassesOnIsShownToTheNext() {
        Promise<Verdict> late = Promise.promise();
        loop.vertx.setTimer(10, due -> late.complete(Verdict.RELEASE));
        Verdict verdict = ask(new Looking("a", reach(9, Beyond.PASS), said -> replaced(said + "!")), new Looking("b", reach(9, Beyond.PASS), said -> late.future()),
                new Looking("none", Reach.NONE, said -> Future.failedFuture("not asked")), new Looking("c", reach(9, Beyond.PASS), said -> replaced(said + "?")));
        assertEquals(new Verdict.Replace(Buffer.buffer("hello!?")), verdict);
        assertEquals(List.of("a hello", "b hello!", "c hello!"), seen);
    }

    @Test
    void nothingFailsOpen() {
        List<Function<String, Future<Verdict>>> broken = List.of(said -> Future.failedFuture("broken"), said -> {
            throw new IllegalStateException("broken");
        }, said -> {
            throw new StackOverflowError("broken");
        }, said -> Future.succeededFuture(), said -> Future.succeededFuture(Verdict.HOLD), said -> Promise.<Verdict>promise().future());
        for (Function<String, Future<Verdict>> one : broken) {
            Verdict verdict = ask(new Looking("a", reach(9, Beyond.PASS), one), new Looking("b", reach(9, Beyond.PASS), said -> Future.succeededFuture(Verdict.RELEASE)));
            assertEquals(Reason.CONTENT_UNINSPECTED, ((Verdict.Deny) verdict).denial().reason());
        }
        assertEquals(List.of("a hello", "a hello", "a hello", "a hello", "a hello", "a hello"), seen);
        Denial denial = Denial.of(Reason.CONTENT_SENSITIVE, "KEY");
        assertEquals(new Verdict.Deny(denial), ask(new Looking("a", reach(9, Beyond.PASS), said -> Future.succeededFuture(new Verdict.Deny(denial)))));
    }

    @Test
    void theLeastReachIsThatOfAll() {
        loop.run(() -> {
            ExaminedMessages all = together(new Looking("a", reach(20, Beyond.PASS), said -> replaced("")), new Looking("b", reach(30, Beyond.REFUSE), said -> replaced("")),
                    new Looking("none", Reach.NONE, said -> replaced("")));
            assertEquals(reach(20, Beyond.REFUSE), all.reach(Direction.REQUEST));
            assertEquals(Reach.NONE, all.reach(Direction.RESPONSE));
            all.unread(Direction.REQUEST, "too long");
            all.unread(Direction.RESPONSE, "too long");
            assertEquals(List.of("a unread", "b unread"), seen);
        });
    }
}
