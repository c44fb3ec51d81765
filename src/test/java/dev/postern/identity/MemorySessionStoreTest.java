package dev.postern.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.identity.SessionStore.Bounds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** The store in memory: its bounds, its order, and many threads at once. */
class MemorySessionStoreTest {

    private static final Instant START = TestClock.START;
    private static final Bounds WIDE = new Bounds(1_000_000, 1_000_000);

    private final ConcurrentLinkedQueue<String> ended = new ConcurrentLinkedQueue<>();
    private final MemorySessionStore store = new MemorySessionStore((session, why) -> ended.add(session.user().name() + ' ' + why));

    private static StoredSession session(String user, Instant at) {
        SessionId id = SessionId.next();
        return new StoredSession(SessionsTest.signIn(user).session(id, at, Optional.empty()), SessionIds.of(id, at), at,
                at.plus(Duration.ofHours(1)), at, 0);
    }

    private StoredSession created(String user, Instant at, Bounds bounds) {
        StoredSession session = session(user, at);
        Await.result(store.create(session, bounds));
        return session;
    }

    private boolean holds(StoredSession session) {
        return Await.result(store.find(session.session().key())).isPresent();
    }

    private StoredSession touched(StoredSession session, Instant at) {
        StoredSession next = session.used(at, at.plus(Duration.ofHours(1)));
        assertTrue(Await.result(store.replace(session, next)));
        return next;
    }

    @Test
    void theLongestUnusedGiveWayWhenTheStoreIsFull() {
        Bounds three = new Bounds(3, 3);
        StoredSession alice = created("alice", START, three);
        StoredSession bob = created("bob", START.plusSeconds(1), three);
        StoredSession carol = created("carol", START.plusSeconds(2), three);
        alice = touched(alice, START.plusSeconds(3));
        created("dave", START.plusSeconds(4), three);
        assertFalse(holds(bob));
        assertTrue(holds(alice) && holds(carol));
        created("erin", START.plusSeconds(5), three);
        assertFalse(holds(carol));
        assertEquals(List.of("bob EVICTED", "carol EVICTED"), List.copyOf(ended));
        assertEquals(3, store.size());
    }

    @Test
    void oneUserCannotFillTheStore() {
        Bounds bounds = new Bounds(100, 2);
        StoredSession first = created("alice", START, bounds);
        StoredSession second = created("alice", START.plusSeconds(1), bounds);
        StoredSession bob = created("bob", START, bounds);
        first = touched(first, START.plusSeconds(2));
        created("alice", START.plusSeconds(3), bounds);
        assertFalse(holds(second));
        assertTrue(holds(first) && holds(bob));
        assertEquals(2, Await.result(store.ofUser("corp", "alice")).size());
    }

    @Test
    void aChangeBasedOnAnOldStateIsRefused() {
        StoredSession session = created("alice", START, WIDE);
        touched(session, START.plusSeconds(1));
        assertFalse(Await.result(store.replace(session, session.refreshingAfter(START))));
    }

    @Test
    void aSessionThatHasEndedDoesNotComeBack() {
        StoredSession session = created("alice", START, WIDE);
        assertTrue(Await.result(store.remove(session.session().key(), SessionEnd.SIGNED_OUT)));
        assertFalse(Await.result(store.remove(session.session().key(), SessionEnd.SIGNED_OUT)));
        assertFalse(Await.result(store.replace(session, session.used(START, START))));
        assertFalse(holds(session));
        assertEquals(List.of(), Await.result(store.ofUser("corp", "alice")));
        assertEquals(List.of(), Await.result(store.ofProviderSession("corp", "sid-alice")));
        assertEquals(1, ended.size());
    }

    @Test
    void sweepingDropsTheExpiredAndNoMoreThanAsked() {
        for (int i = 0; i < 10; i++) {
            created("old", START, WIDE);
        }
        StoredSession young = created("young", START.plusSeconds(60), WIDE);
        assertEquals(0, store.sweep(START.plusSeconds(3599), 100));
        assertEquals(4, store.sweep(START.plusSeconds(3600), 4));
        assertEquals(6, store.sweep(START.plusSeconds(3600), 100));
        assertTrue(holds(young));
    }

    @Test
    void pagesListEverySessionThatStays() {
        List<SessionKey> all = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            all.add(created("user" + i, START, WIDE).session().key());
        }
        List<SessionKey> listed = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            SessionStore.Page page = Await.result(store.page(next, 10));
            assertTrue(page.sessions().size() <= 10);
            page.sessions().forEach(found -> listed.add(found.session().key()));
            next = page.next();
            Await.result(store.remove(listed.getFirst(), SessionEnd.REVOKED)); // what goes meanwhile does not hide others
        } while (next.isPresent());
        assertEquals(new java.util.TreeSet<>(all.stream().map(SessionKey::value).toList()), new java.util.TreeSet<>(listed.stream().map(SessionKey::value).toList()));
        assertEquals(25, listed.size(), "none twice");
    }

    @Test
    void aSubjectIsFoundUnderWhateverNameItGoes() {
        SessionId id = SessionId.next();
        Principal.User user = new Principal.User("alice", "corp", java.util.Set.of(), new Claims(new io.vertx.core.json.JsonObject().put("sub", "f81d")));
        Session session = new SignIn(user, SessionTokens.none(), START, Optional.empty()).session(id, START, Optional.empty());
        Await.result(store.create(new StoredSession(session, SessionIds.of(id, START), START, START.plusSeconds(60), START, 0), WIDE));
        assertEquals(List.of(session), Await.result(store.ofSubject("corp", "f81d")));
        assertEquals(List.of(), Await.result(store.ofSubject("other", "f81d")));
        Await.result(store.remove(session.key(), SessionEnd.REVOKED));
        assertEquals(List.of(), Await.result(store.ofSubject("corp", "f81d")));
    }

    @Test
    void manyThreadsLeaveItWhole() {
        Bounds bounds = new Bounds(200, 20);
        List<CompletableFuture<Void>> threads = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
            String user = "user" + t % 4;
            threads.add(CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 2_000; i++) {
                    StoredSession session = created(user, START.plusSeconds(i), bounds);
                    Await.result(store.replace(session, session.used(START.plusSeconds(i + 1), START.plusSeconds(i + 3600))));
                    if (i % 3 == 0) {
                        Await.result(store.remove(session.session().key(), SessionEnd.SIGNED_OUT));
                    }
                }
            }));
        }
        threads.forEach(CompletableFuture::join);
        int held = store.size();
        assertTrue(held <= 4 * 20, "held " + held);
        int indexed = 0;
        for (int user = 0; user < 4; user++) {
            indexed += Await.result(store.ofUser("corp", "user" + user)).size();
        }
        assertEquals(held, indexed);
        assertEquals(8 * 2_000, held + ended.size(), "each session has ended once or is held");
        assertEquals(held, store.sweep(START.plus(Duration.ofDays(1)), Integer.MAX_VALUE));
    }
}
