package dev.postern.redis;

import static dev.postern.redis.Shared.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.identity.Session;
import dev.postern.identity.SessionEnd;
import dev.postern.identity.SessionStore.Bounds;
import dev.postern.identity.SessionStore.Page;
import dev.postern.identity.StoredSession;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions of two replicas in one real Redis, as the user that the deployment describes. */
@Tag("e2e")
class SharedSessionsTest {

    private static final Bounds WIDE = new Bounds(1_000_000, 1_000);

    @TempDir
    private Path dir;
    private RedisServer redis;
    private Replica one;
    private Replica two;

    @BeforeEach
    void start() throws Exception {
        redis = RedisServer.plain(dir);
        one = new Replica(Shared.config(redis.port(), Optional.empty(), Shared.UNHURRIED, Shared.OLD, Shared.NEW)).up();
        two = new Replica(Shared.config(redis.port(), Optional.empty(), Shared.UNHURRIED, Shared.NEW, Shared.OLD)).up();
        one.among(2);
    }

    @AfterEach
    void stop() throws Exception {
        one.close();
        two.close();
        redis.close();
    }

    private StoredSession created(Replica at, String user, Bounds bounds) throws Exception {
        StoredSession session = Shared.session(user);
        await(at.state.sessions().create(session, bounds));
        return session;
    }

    private static boolean finds(Replica at, StoredSession session) throws Exception {
        return await(at.state.sessions().find(session.session().key())).isPresent();
    }

    @Test
    void aSessionOfOneIsGoodAtTheOther() throws Exception {
        StoredSession session = created(one, "alice", WIDE);
        assertEquals(session.toString(), await(two.state.sessions().find(session.session().key())).orElseThrow().toString());
        assertEquals(List.of(session.session().key()), await(two.state.sessions().ofUser("corp", "alice")).stream().map(s -> s.key()).toList());
        assertEquals(List.of(session.session().key()), await(two.state.sessions().ofProviderSession("corp", "sid-alice")).stream().map(s -> s.key()).toList());
        assertEquals(List.of(session.session().key()), await(two.state.sessions().ofSubject("corp", "alice")).stream().map(s -> s.key()).toList());
        assertEquals(List.of(), await(two.state.sessions().ofUser("other", "alice")));
    }

    @Test
    void allAreListedPageByPage() throws Exception {
        Set<String> all = new HashSet<>();
        for (int i = 0; i < 25; i++) {
            all.add(created(i % 2 == 0 ? one : two, "user" + i, WIDE).session().key().value());
        }
        await(one.state.sessions().remove(created(one, "gone", WIDE).session().key(), SessionEnd.SIGNED_OUT));
        Set<String> listed = new HashSet<>();
        Optional<String> next = Optional.empty();
        do {
            Page page = await(two.state.sessions().page(next, 10));
            assertTrue(page.sessions().size() <= 10);
            page.sessions().forEach(session -> listed.add(session.session().key().value()));
            next = page.next();
        } while (next.isPresent());
        assertEquals(all, listed);
    }

    @Test
    void endedAtOneIsFeltAtTheOtherOnce() throws Exception {
        StoredSession session = created(one, "alice", WIDE);
        assertTrue(finds(two, session));
        long begin = System.nanoTime();
        assertTrue(await(one.state.sessions().remove(session.session().key(), SessionEnd.SIGNED_OUT)));
        assertFalse(finds(two, session), "no new request");
        Shared.until("the other replica to be told", () -> !two.ended.isEmpty());
        long took = Duration.ofNanos(System.nanoTime() - begin).toMillis();
        System.out.println("felt by what is open elsewhere after " + took + " ms");
        assertTrue(took < 5_000, "within 2 s, with slack for a busy machine: " + took);
        assertFalse(await(two.state.sessions().remove(session.session().key(), SessionEnd.REVOKED)));
        Thread.sleep(1_200); // two beats more
        assertEquals(List.of("alice SIGNED_OUT"), List.copyOf(one.ended));
        assertEquals(List.of("alice SIGNED_OUT"), List.copyOf(two.ended));
    }

    @Test
    void whereItWasNotUsedNobodyIsTold() throws Exception {
        StoredSession session = created(one, "alice", WIDE);
        await(one.state.sessions().remove(session.session().key(), SessionEnd.SIGNED_OUT));
        StoredSession other = created(one, "bob", WIDE);
        assertTrue(finds(two, other));
        await(one.state.sessions().remove(other.session().key(), SessionEnd.SIGNED_OUT));
        Shared.until("the other replica to be told", () -> !two.ended.isEmpty());
        assertEquals(List.of("bob SIGNED_OUT"), List.copyOf(two.ended));
    }

    @Test
    void onlyWhoKnowsTheLatestStateChangesIt() throws Exception {
        StoredSession first = created(one, "alice", WIDE);
        StoredSession second = Shared.used(first, Instant.now());
        assertTrue(await(one.state.sessions().replace(first, second)));
        assertFalse(await(two.state.sessions().replace(first, Shared.used(first, Instant.now()))));
        assertTrue(await(two.state.sessions().replace(second, Shared.used(second, Instant.now()))), "sealed by one, replaced by the other");
        await(one.state.sessions().remove(first.session().key(), SessionEnd.SIGNED_OUT));
        assertFalse(await(two.state.sessions().replace(second, Shared.used(second, Instant.now()))), "what has ended does not come back");
        assertFalse(finds(one, first));
    }

    @Test
    void theLongestUnusedGiveWay() throws Exception {
        Bounds two = new Bounds(1_000, 2);
        StoredSession first = created(one, "alice", two);
        StoredSession second = created(this.two, "alice", two);
        assertTrue(await(one.state.sessions().replace(first, Shared.used(first, Instant.now().plusSeconds(5)))));
        created(one, "alice", two);
        assertFalse(finds(one, second));
        assertTrue(finds(this.two, first));
        assertEquals(List.of("alice EVICTED"), List.copyOf(one.ended));
        Bounds three = new Bounds(3, 100);
        created(one, "bob", three);
        created(one, "carol", three);
        assertEquals("3", redis.cli("zcard", "postern:use").getFirst());
    }

    @Test
    void whatExpiresIsSweptAndToldOnce() throws Exception {
        StoredSession old = Shared.session("alice", Instant.now().minusSeconds(3_600));
        await(one.state.sessions().create(old, WIDE));
        Shared.until("a sweep", () -> one.ended.size() + two.ended.size() > 0 && redis.cli("exists", "postern:s:" + old.session().key()).getFirst().equals("0"));
        Shared.until("the index", () -> redis.cli("zcard", "postern:expiry").getFirst().equals("0"));
        Set<String> all = new HashSet<>(one.ended);
        all.addAll(two.ended);
        assertEquals(Set.of("alice EXPIRED"), all);
        assertEquals(List.of(), await(one.state.sessions().ofUser("corp", "alice")));
    }

    @Test
    void theServerForgetsWhatNobodySweeps() throws Exception {
        StoredSession session = created(one, "alice", WIDE);
        long ttl = Long.parseLong(redis.cli("pttl", "postern:s:" + session.session().key()).getFirst());
        assertTrue(ttl > 3_500_000 && ttl <= 3_660_000, "an hour and a little: " + ttl);
        for (String index : redis.cli("keys", "postern:[up]:*")) {
            assertTrue(Long.parseLong(redis.cli("pttl", index).getFirst()) > 0, index);
        }
    }

    @Test
    void nothingInTheServerNamesAnybody() throws Exception {
        created(one, "alice", WIDE);
        String all = redis.cli("keys", "*").stream().map(key -> {
            try {
                return key + ' ' + String.join(" ", redis.cli("dump", key)) + ' ' + String.join(" ", redis.cli("zrange", key, "0", "-1"));
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        }).collect(Collectors.joining("\n"));
        for (String name : List.of("alice", "corp", "refresh-of", "staff", "sid-")) {
            assertFalse(all.contains(name), name);
        }
    }

    @Test
    void hostileValuesAreNoSession() throws Exception {
        StoredSession alice = created(one, "alice", WIDE);
        StoredSession bob = created(one, "bob", WIDE);
        String aliceKey = "postern:s:" + alice.session().key();
        String bobKey = "postern:s:" + bob.session().key();
        redis.cli("copy", aliceKey, bobKey, "replace");
        assertFalse(finds(two, bob), "swapped");
        redis.cli("setrange", aliceKey, "100", "x");
        assertFalse(finds(two, alice), "tampered");
        for (List<String> command : List.of(List.of("set", aliceKey, ""), List.of("set", aliceKey, "x".repeat(100_000)), List.of("setrange", aliceKey, "50000000", "x"),
                List.of("del", aliceKey), List.of("rpush", aliceKey, "a", "b"))) {
            redis.cli(command.toArray(String[]::new));
            assertFalse(finds(two, alice), command.getFirst());
        }
        assertFalse(await(two.state.sessions().remove(alice.session().key(), SessionEnd.REVOKED)), "a list is no session, and gone");
        assertTrue(one.state.up() && two.state.up(), "one bad value takes nothing down");
    }

    /** Who signs in again and again must not hide a session of theirs from those who end it. */
    @Test
    void namesOfSessionsThatAreGoneHideNone() throws Exception {
        StoredSession kept = created(one, "alice", WIDE);
        for (String index : redis.cli("keys", "postern:[upi]:*")) {
            redis.cli("eval", "for i = 1, 20500 do redis.call('zadd', KEYS[1], i, 'gone-' .. i) end", "1", index);
        }
        assertEquals(List.of(kept.session().key()), await(two.state.sessions().ofUser("corp", "alice")).stream().map(Session::key).toList());
        assertEquals(List.of(kept.session().key()), await(two.state.sessions().ofProviderSession("corp", kept.session().providerSession().orElseThrow())).stream().map(Session::key).toList());
        assertEquals(List.of(kept.session().key()), await(two.state.sessions().ofSubject("corp", kept.session().subject().orElseThrow())).stream().map(Session::key).toList());
    }

    @Test
    void anIndexDoesNotGrowWithSessionsThatHaveEnded() throws Exception {
        Bounds few = new Bounds(1_000, 5);
        StoredSession kept = created(one, "alice", few);
        for (int i = 0; i < 40; i++) {
            await(one.state.sessions().remove(created(one, "alice", few).session().key(), SessionEnd.SIGNED_OUT));
        }
        String subjects = redis.cli("keys", "postern:i:*").getFirst();
        assertEquals("2", redis.cli("zcard", subjects).getFirst(), "the one that is there, and the last that has gone");
        assertTrue(finds(two, kept));
    }

    @Test
    void anIndexThatNamesAnothersSessionIsNotBelieved() throws Exception {
        StoredSession alice = created(one, "alice", WIDE);
        StoredSession bob = created(one, "bob", WIDE);
        for (String index : redis.cli("keys", "postern:u:*")) {
            redis.cli("zadd", index, "1", alice.session().key().value(), "1", bob.session().key().value(), "1", "nobody");
        }
        assertEquals(List.of("bob"), await(one.state.sessions().ofUser("corp", "bob")).stream().map(session -> session.user().name()).toList());
    }

    @Test
    void whatWasEndedIsNotBelievedAgainWhoeverPutsItBack() throws Exception {
        StoredSession alice = created(one, "alice", WIDE);
        String key = "postern:s:" + alice.session().key();
        redis.cli("copy", key, "kept");
        await(one.state.sessions().remove(alice.session().key(), SessionEnd.SIGNED_OUT));
        redis.cli("copy", "kept", key);
        assertFalse(finds(one, alice));
        Shared.until("the other one to be told by the stream", () -> !finds(two, alice));
        redis.cli("copy", "kept", key);
        assertFalse(finds(two, alice), "it stays told");
    }
}
