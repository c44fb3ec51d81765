package dev.postern.redis;

import static dev.postern.redis.Shared.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.revocation.Revocation;
import dev.postern.revocation.Target;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Revocations and what may be used once, over two replicas in one real Redis. */
@Tag("e2e")
class SharedRevocationsTest {

    private static final Target ALICE = Target.user("corp", "alice");

    @TempDir
    private Path dir;
    private final List<AutoCloseable> started = new ArrayList<>();
    private RedisServer redis;
    private Replica one;
    private Replica two;

    @BeforeEach
    void start() throws Exception {
        redis = RedisServer.plain(dir);
        started.add(redis);
        one = replica();
        two = replica();
    }

    private Replica replica() throws Exception {
        return replica(InstantSource.system());
    }

    private Replica replica(InstantSource clock) throws Exception {
        Replica replica = new Replica(Shared.config(redis.port(), Optional.empty(), Shared.UNHURRIED, Shared.OLD), clock).up();
        started.add(replica);
        Shared.until("the revocations", replica.state::ready);
        return replica;
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable closeable : started.reversed()) {
            closeable.close();
        }
    }

    private static void revoke(Replica at, Target target) throws Exception {
        revoke(at, target, Instant.now(), Duration.ofHours(1));
    }

    private static void revoke(Replica at, Target target, Instant now, Duration life) throws Exception {
        await(at.state.revocations().revoke(new Revocation(target, "left the company", "admin", now, now.plus(life))));
    }

    private static boolean knows(Replica at, Target target) {
        return at.state.revocations().revoked().find(target, Instant.now()).isPresent();
    }

    @Test
    void whatOneRevokesTheOtherKnows() throws Exception {
        revoke(one, ALICE);
        assertTrue(knows(one, ALICE), "at once where it was said");
        Duration took = Shared.until("the other replica", () -> knows(two, ALICE));
        System.out.println("revoked elsewhere after " + took.toMillis() + " ms");
        assertTrue(took.toSeconds() < 5, "within a second, with slack for a busy machine: " + took);
        assertEquals("left the company", two.state.revocations().revoked().find(ALICE, Instant.now()).orElseThrow().why());
        assertTrue(knows(replica(), ALICE), "one that starts later knows it before it is ready");
        assertFalse(String.join(" ", redis.cli("hgetall", "postern:revoked")).contains("alice"));
        assertTrue(await(two.state.revocations().lift(ALICE)));
        Shared.until("the first one to learn that it was lifted", () -> !knows(one, ALICE));
        assertFalse(await(one.state.revocations().lift(ALICE)));
        revoke(two, ALICE);
        Shared.until("it to be revoked again", () -> knows(one, ALICE));
    }

    @Test
    void manyAreToldToOneThatStarts() throws Exception {
        for (int i = 0; i < 1_200; i++) {
            revoke(one, Target.user("corp", "user" + i));
        }
        assertEquals(1_200, replica().state.revocations().revoked().size());
    }

    @Test
    void aServerThatLostThemIsToldThemAgain() throws Exception {
        revoke(one, ALICE);
        redis.kill();
        Shared.until("the loss to be noticed", () -> !one.state.up());
        assertTrue(knows(one, ALICE), "a server that is gone takes no revocation away");
        assertThrows(ExecutionException.class, () -> revoke(one, Target.user("corp", "bob")));
        assertFalse(knows(one, Target.user("corp", "bob")), "not done, and said so");
        redis.start();
        Shared.until("the server to know it again", () -> redis.cli("hlen", "postern:revoked").getFirst().equals("1"));
        assertTrue(knows(replica(), ALICE));
    }

    @Test
    void whoWritesToTheServerCannotTakeOneAway() throws Exception {
        revoke(one, ALICE);
        Shared.until("the other replica", () -> knows(two, ALICE));
        redis.cli("del", "postern:revoked", "postern:revoked:order", "postern:revoked:until");
        redis.cli("hset", "postern:revoked", "revocation:made-up", "nonsense");
        redis.cli("zadd", "postern:revoked:order", "99", "revocation:made-up");
        Thread.sleep(1_200);
        assertTrue(knows(one, ALICE) && knows(two, ALICE));
        assertTrue(one.state.up());
    }

    /** The word of a clock that is ahead does not outlast what an operator says next, at once or after everybody has heard it. */
    @Test
    void whatIsSaidLastHoldsWhateverTheClocksShow() throws Exception {
        InstantSource clock = () -> Instant.now().plusSeconds(3);
        Replica ahead = replica(clock);
        revoke(ahead, ALICE, clock.instant(), Duration.ofHours(1));
        Shared.until("the other replica", () -> knows(two, ALICE));
        assertTrue(await(ahead.state.revocations().lift(ALICE)));
        Shared.until("it to be lifted there too", () -> !knows(two, ALICE));
        revoke(two, ALICE);
        Shared.until("it to be revoked again where the clock is ahead", () -> knows(ahead, ALICE));
        assertTrue(await(ahead.state.revocations().lift(ALICE)));
        revoke(two, ALICE, Instant.now(), Duration.ofHours(2)); // before anybody has been told that it was lifted
        Shared.until("it to be revoked a third time", () -> knows(ahead, ALICE));
        revoke(ahead, ALICE, clock.instant(), Duration.ofHours(3));
        revoke(two, ALICE, Instant.now(), Duration.ofDays(90));
        Instant later = Instant.now().plus(Duration.ofDays(30));
        for (Replica each : List.of(one, two, ahead, replica())) {
            Shared.until("the longer one", () -> each.state.revocations().revoked().find(ALICE, later).isPresent());
        }
        assertTrue(await(two.state.revocations().lift(ALICE)));
        Shared.until("it to be lifted everywhere", () -> !knows(one, ALICE) && !knows(two, ALICE) && !knows(ahead, ALICE));
        assertFalse(knows(replica(), ALICE));
    }

    /** Several at once: each is told what came of it, and all end up with the same. */
    @Test
    void whatIsSaidAtOnceEndsTheSameEverywhere() throws Exception {
        Instant now = Instant.now();
        List<Future<Void>> said = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Duration life = Duration.ofHours(1 + i);
            said.add((i % 2 == 0 ? one : two).state.revocations().revoke(new Revocation(ALICE, "word " + i, "admin", now, now.plus(life))));
        }
        for (Future<Void> each : said) {
            await(each);
        }
        String stored = replica().state.revocations().revoked().find(ALICE, now).orElseThrow().why();
        for (Replica each : List.of(one, two)) {
            Shared.until("the last word", () -> each.state.revocations().revoked().find(ALICE, now).orElseThrow().why().equals(stored));
        }
    }

    /** Whoever can write to the server puts an older word back. */
    @Test
    void anOlderWordThatIsPutBackGivesWay() throws Exception {
        revoke(one, ALICE);
        assertTrue(await(one.state.revocations().lift(ALICE)));
        redis.cli("copy", "postern:revoked", "kept");
        revoke(one, ALICE);
        Shared.until("the other replica", () -> knows(two, ALICE));
        String field = redis.cli("hkeys", "postern:revoked").getFirst();
        redis.cli("eval", "redis.call('copy', 'kept', KEYS[1], 'replace') redis.call('zadd', KEYS[2], redis.call('incr', KEYS[3]), ARGV[1])", "3",
                "postern:revoked", "postern:revoked:order", "postern:revoked:changes", field);
        Shared.until("it to be put right", () -> redis.cli("get", "postern:revoked:changes").getFirst().equals("5"));
        assertTrue(knows(one, ALICE) && knows(two, ALICE) && knows(replica(), ALICE));
    }

    @Test
    void onlyTheFirstIsTheFirst() throws Exception {
        Instant until = Instant.now().plusSeconds(60);
        assertTrue(await(one.state.replays().first("logout", "jti-1", until)));
        assertFalse(await(two.state.replays().first("logout", "jti-1", until)));
        assertFalse(await(one.state.replays().first("logout", "jti-1", until)));
        assertTrue(await(two.state.replays().first("other", "jti-1", until)), "another scope");
        await(two.state.replays().giveBack("other", "jti-1"));
        assertTrue(await(one.state.replays().first("other", "jti-1", until)), "given back");
        assertFalse(await(one.state.replays().first("logout", "jti-1", until)), "not given back");
        assertTrue(Long.parseLong(redis.cli("pttl", redis.cli("keys", "postern:x:*").getFirst()).getFirst()) > 0);
        redis.kill();
        Shared.until("the loss to be noticed", () -> !one.state.up());
        assertThrows(ExecutionException.class, () -> await(one.state.replays().first("logout", "jti-2", until)), "nobody is let through");
    }
}
