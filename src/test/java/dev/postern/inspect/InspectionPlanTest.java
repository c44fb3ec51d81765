package dev.postern.inspect;

import static dev.postern.inspect.Inspections.deny;
import static dev.postern.inspect.Inspections.inspector;
import static dev.postern.inspect.Inspections.plan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.Located;
import dev.postern.config.Problems;
import dev.postern.exchange.Reason;
import dev.postern.exchange.Headers;
import dev.postern.exchange.RefusedException;
import dev.postern.exchange.RequestFacts;
import dev.postern.inspect.Inspection.Interest;
import dev.postern.inspect.Inspections.Scripted;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InspectionPlanTest {

    private final OnLoop loop = new OnLoop();

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void withoutInspectorsNothingIsMade() {
        InspectionPlan plan = InspectionPlan.compile(List.of(inspector("waf", Scripted::new)), Map.of("waf", Located.of("off")), new Problems());
        assertTrue(plan.isEmpty());
        Message message = Message.request(Inspections.facts(), Message.Content.POSSIBLE, "/");
        assertSame(plan.enter(Party.NOBODY), InspectionPlan.none().enter(Party.NOBODY), "no object for each exchange");
        assertInstanceOf(InspectedHead.Clear.class, plan.enter(Party.NOBODY).begin(message).result());
    }

    @Test
    void unknownInspectorsAndProfilesAreReported() {
        Problems problems = new Problems();
        Inspector picky = new Inspector() {
            @Override
            public String name() {
                return "waf";
            }

            @Override
            public void check(Located<String> profile, Problems problems) {
                problems.add(profile.at(), "there is no profile '" + profile + "'");
            }

            @Override
            public Examination examine(RequestFacts facts, Party party, String profile) {
                return message -> Optional.empty();
            }
        };
        InspectionPlan.compile(List.of(picky), Map.of("waf", Located.of("crz"), "dpl", Located.of("pci")), problems);
        assertEquals(List.of("there is no profile 'crz'", "there is no inspector 'dpl'"), problems.list().stream().map(p -> p.message()).toList());
    }

    @Test
    void thoseWhoHaveSeenEnoughAreClosedAndTheBodyIsLeftAlone() {
        Scripted headOnly = new Scripted();
        headOnly.interest = Interest.NONE;
        assertInstanceOf(InspectedHead.Clear.class, begin(inspector("head", () -> headOnly)).result());
        assertEquals(1, headOnly.closed.get());
    }

    @Test
    void eachIsToldItsProfileInTheOrderOfTheListNotOfTheRoute() {
        List<String> told = new java.util.ArrayList<>();
        Inspector first = telling("first", told);
        Inspector second = telling("second", told);
        InspectionPlan plan = InspectionPlan.compile(List.of(first, second), Map.of("second", Located.of("b"), "first", Located.of("a")), new Problems());
        loop.run(() -> plan.enter(Party.NOBODY).begin(Message.request(Inspections.facts(), Message.Content.POSSIBLE, "/")));
        assertEquals(List.of("first=a", "second=b"), told);
    }

    @Test
    void aDenialOfTheHeadClosesEveryoneAndAsksNobodyElse() {
        Scripted before = new Scripted();
        Scripted denying = new Scripted();
        denying.head = () -> Future.succeededFuture(deny());
        Scripted after = new Scripted();
        Future<InspectedHead> head = begin(inspector("before", () -> before), inspector("denying", () -> denying), inspector("after", () -> {
            after.asked.incrementAndGet();
            return after;
        }));
        assertEquals(Reason.CONTENT_REFUSED, assertInstanceOf(RefusedException.class, head.cause()).denial().reason());
        assertEquals(List.of(1, 1, 0), List.of(before.closed.get(), denying.closed.get(), after.asked.get()));
    }

    @Test
    void aHeadThatCannotBeJudgedIsRefused() {
        for (java.util.function.Supplier<Future<Verdict>> broken : List.<java.util.function.Supplier<Future<Verdict>>>of(
                () -> { throw new IllegalStateException(); }, () -> { throw new StackOverflowError(); }, () -> Future.failedFuture("no"), () -> null, Future::succeededFuture,
                () -> Promise.<Verdict>promise().future(), () -> Future.succeededFuture(new Verdict.Replace(Buffer.buffer())))) {
            Scripted scripted = new Scripted();
            scripted.head = broken;
            InspectionPlan plan = plan(Duration.ofMillis(20), inspector("broken", () -> scripted));
            Future<InspectedHead> head = loop.call(() -> plan.enter(Party.NOBODY).begin(Message.request(Inspections.facts(), Message.Content.POSSIBLE, "/")));
            Throwable failure = assertThrows(AssertionError.class, () -> OnLoop.wait(head.toCompletionStage().toCompletableFuture())).getCause();
            assertEquals(Reason.CONTENT_UNINSPECTED, assertInstanceOf(RefusedException.class, failure).denial().reason());
            assertEquals(1, scripted.closed.get());
        }
    }

    @Test
    void anInspectorThatThrowsIsARefusalAndClosesThoseBefore() {
        Scripted before = new Scripted();
        Future<InspectedHead> head = begin(inspector("before", () -> before), inspector("broken", () -> { throw new IllegalStateException(); }));
        assertInstanceOf(RefusedException.class, head.cause());
        assertEquals(1, before.closed.get());
    }

    @Test
    void anInspectorThatBreaksIsARefusalToo() {
        Future<InspectedHead> head = begin(inspector("broken", () -> { throw new StackOverflowError(); }));
        assertInstanceOf(RefusedException.class, head.cause());
    }

    @Test
    void holdingTheHeadHoldsTheBody() {
        Scripted scripted = new Scripted();
        scripted.head = () -> Future.succeededFuture(Verdict.HOLD);
        scripted.interest = Interest.READ;
        InspectedHead.Watched head = assertInstanceOf(InspectedHead.Watched.class, begin(inspector("held", () -> scripted)).result());
        assertTrue(head.holds());
        assertFalse(head.mayChange());
        loop.run(head::close);
        loop.run(head::close);
        assertEquals(1, scripted.closed.get());
        loop.run(() -> assertThrows(IllegalStateException.class, () -> head.over(new Source())));
    }

    /** The answer is shown to whoever saw the request; what was found is asked for once. */
    @Test
    void bothMessagesAreShownToOneExamination() {
        List<String> seen = new java.util.ArrayList<>();
        Inspector counting = new Inspector() {
            @Override
            public String name() {
                return "counting";
            }

            @Override
            public Examination examine(RequestFacts facts, Party party, String profile) {
                seen.add("begun");
                return new Examination() {
                    @Override
                    public Optional<Inspection> inspect(Message message) {
                        seen.add(message.direction().name());
                        return Optional.empty();
                    }

                    @Override
                    public List<Finding> close() {
                        return List.of(new Finding("counting", "1", "seen", "", "", seen.size()));
                    }
                };
            }
        };
        Examinations one = plan(counting).enter(Party.NOBODY);
        loop.run(() -> one.begin(Message.request(Inspections.facts(), Message.Content.POSSIBLE, "/")));
        loop.run(() -> one.begin(Message.response(Inspections.facts(), 200, Headers.none())));
        assertEquals(List.of("begun", "REQUEST", "RESPONSE"), seen);
        assertEquals(List.of(3), loop.call(() -> Future.succeededFuture(one.close())).result().stream().map(Finding::score).toList());
        assertEquals(List.of(), loop.call(() -> Future.succeededFuture(one.close())).result());
    }

    private Future<InspectedHead> begin(Inspector... order) {
        InspectionPlan plan = plan(order);
        return loop.call(() -> plan.enter(Party.NOBODY).begin(Message.request(Inspections.facts(), Message.Content.POSSIBLE, "/")));
    }

    private static Inspector telling(String name, List<String> told) {
        return new Inspector() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Examination examine(RequestFacts facts, Party party, String profile) {
                told.add(name + "=" + profile);
                return message -> Optional.empty();
            }
        };
    }
}
