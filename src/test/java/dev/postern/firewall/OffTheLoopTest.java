package dev.postern.firewall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.inspect.Inspection;
import dev.postern.inspect.Verdict;
import dev.postern.inspect.Workers;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules run on the event loop only while all they can look at is short. */
final class OffTheLoopTest {

    private static final String RULES = """
            SecResponseBodyAccess On
            SecRule ARGS "@contains badger" "id:1,phase:2,deny,log"
            SecRule ARGS "@contains otter" "id:2,phase:4,deny,log"
            SecRule ARGS "@contains marten" "id:5,phase:5,pass,log"
            """;
    private static final Map<String, String> FORM = Map.of("content-type", "application/x-www-form-urlencoded");
    private static final String LONG = "x".repeat(Workers.ON_LOOP_BYTES);

    @TempDir
    Path dir;
    private final Workers workers = new Workers("test");

    private Examined examined() throws Exception {
        return new Examined(Examined.profile(dir, RULES, Examined.HELD, Examined.HELD), FORM, workers);
    }

    /** Of phase 2 the body is a part, and the query that came before it is another. */
    @Test
    void aLongHeadIsNotLookedAtAgainOnTheLoopForAShortBody() throws Exception {
        Inspection request = examined().request("/?q=badger&r=" + LONG);
        assertEquals(Verdict.RELEASE, Examined.await(request.head()));
        CountDownLatch gate = Examined.busy(workers, 0);
        try {
            assertEquals(Verdict.HOLD, Examined.await(request.body(Examined.text("a"))));
            Future<Verdict> verdict = request.end();
            assertFalse(verdict.isComplete(), "a long query was looked at on the caller's thread");
            gate.countDown();
            assertInstanceOf(Verdict.Deny.class, Examined.await(verdict));
        } finally {
            gate.countDown();
        }
    }

    @Test
    void aLongRequestIsNotLookedAtAgainOnTheLoopForAShortAnswer() throws Exception {
        Examined examined = examined();
        Inspection request = examined.request("/?q=otter&r=" + LONG);
        assertEquals(Verdict.RELEASE, Examined.await(request.head()));
        assertEquals(Verdict.RELEASE, Examined.await(request.end()));
        Inspection response = examined.response(Map.of("content-type", "text/plain"));
        assertEquals(Verdict.RELEASE, Examined.await(response.head()));
        CountDownLatch gate = Examined.busy(workers, 0);
        try {
            Future<Verdict> verdict = response.end();
            assertFalse(verdict.isComplete(), "a long query was looked at on the caller's thread");
            gate.countDown();
            assertInstanceOf(Verdict.Deny.class, Examined.await(verdict));
        } finally {
            gate.countDown();
        }
    }

    @Test
    void whatIsShortIsDoneAtOnce() throws Exception {
        Examined examined = examined();
        CountDownLatch gate = Examined.busy(workers, 0);
        try {
            Inspection request = examined.request("/?q=marten");
            assertTrue(request.head().succeeded());
            assertTrue(request.end().succeeded());
            assertTrue(examined.examination.conclude().succeeded());
            assertEquals(List.of("5"), examined.closed());
        } finally {
            gate.countDown();
        }
    }

    @Test
    void theLastPhaseOfALongExchangeRunsOnceAndBeforeItIsRecorded() throws Exception {
        Examined examined = afterALongRequest();
        CountDownLatch gate = Examined.busy(workers, 0);
        try {
            Future<Void> concluded = examined.examination.conclude();
            assertFalse(concluded.isComplete(), "the last phase looked at a long query on the caller's thread");
            gate.countDown();
            concluded.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
            assertEquals(List.of("5"), examined.closed());
        } finally {
            gate.countDown();
        }
    }

    /** A queue that is full refuses messages; what is over already is told all the same. */
    @Test
    void theLastPhaseRunsWhereNoThreadHasRoom() throws Exception {
        Examined examined = afterALongRequest();
        CountDownLatch gate = Examined.busy(workers, 1024);
        try {
            assertTrue(examined.examination.conclude().succeeded());
            assertEquals(List.of("5"), examined.closed());
        } finally {
            gate.countDown();
        }
    }

    private Examined afterALongRequest() throws Exception {
        Examined examined = examined();
        Inspection request = examined.request("/?q=marten&r=" + LONG);
        assertEquals(Verdict.RELEASE, Examined.await(request.head()));
        assertEquals(Verdict.RELEASE, Examined.await(request.end()));
        return examined;
    }
}
