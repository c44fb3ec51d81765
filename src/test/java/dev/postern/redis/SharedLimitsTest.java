package dev.postern.redis;

import static dev.postern.redis.Shared.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.limit.ConcurrencyStore.Seat;
import dev.postern.limit.Lease;
import dev.postern.limit.RateLimit;
import dev.postern.limit.RateStore.Balance;
import dev.postern.limit.RateStore.Draw;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits of two replicas in one real Redis. */
@Tag("e2e")
class SharedLimitsTest {

    private static final RateLimit HUNDRED = new RateLimit("hundred", "hundred", 100, Duration.ofHours(1), 100);
    private static final RateLimit THREE = new RateLimit("three", "three", 3, Duration.ofHours(1), 3);

    @TempDir
    private Path dir;
    private RedisServer redis;
    private Replica one;
    private Replica two;

    @BeforeEach
    void start() throws Exception {
        redis = RedisServer.plain(dir);
        one = new Replica(Shared.config(redis.port(), Optional.empty(), Shared.UNHURRIED, Shared.OLD, Shared.NEW)).up();
        two = new Replica(Shared.config(redis.port(), Optional.empty(), Shared.UNHURRIED, Shared.OLD)).up();
        one.among(2);
    }

    @AfterEach
    void stop() throws Exception {
        one.close();
        two.close();
        redis.close();
    }

    private static boolean had(List<Balance> balances) {
        return balances.stream().allMatch(balance -> balance.until().isZero());
    }

    private static Optional<Lease> enter(Replica at, int maximum) throws Exception {
        return await(at.state.concurrency().enter(List.of(new Seat("open", "alice", maximum))));
    }

    @Test
    void aLimitOverBothAdmitsAsManyAsItSays() throws Exception {
        List<Future<List<Balance>>> draws = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            draws.add((i % 2 == 0 ? one : two).state.rates().take(List.of(new Draw(HUNDRED, "alice"))));
        }
        int passed = 0;
        for (Future<List<Balance>> draw : draws) {
            passed += had(await(draw)) ? 1 : 0;
        }
        assertEquals(100, passed);
        assertEquals(0, one.state.drawnLocally() + two.state.drawnLocally());
        assertTrue(had(await(two.state.rates().take(List.of(new Draw(HUNDRED, "bob"))))), "others have their own");
    }

    @Test
    void allOrNone() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertTrue(had(await(one.state.rates().take(List.of(new Draw(HUNDRED, "a"), new Draw(THREE, "a"))))));
        }
        for (int i = 0; i < 50; i++) {
            List<Balance> refused = await(two.state.rates().take(List.of(new Draw(HUNDRED, "a"), new Draw(THREE, "a"))));
            assertEquals(97, refused.getFirst().remaining(), "nothing was taken from the first");
            assertFalse(refused.getLast().until().isZero());
        }
    }

    @Test
    void placesAreCountedOverBoth() throws Exception {
        Lease first = enter(one, 2).orElseThrow();
        Lease second = enter(two, 2).orElseThrow();
        assertTrue(enter(one, 2).isEmpty() && enter(two, 2).isEmpty());
        second.release();
        second.release();
        Shared.until("the place to be free", () -> enter(one, 2).map(lease -> {
            lease.release();
            return true;
        }).orElse(false));
        first.release();
        Shared.until("all places to be free", () -> redis.cli("keys", "postern:c:*").equals(List.of("")));
    }

    @Test
    void inEveryCountOrInNone() throws Exception {
        List<Seat> both = List.of(new Seat("wide", "x", 10), new Seat("narrow", "x", 1));
        Lease held = await(one.state.concurrency().enter(both)).orElseThrow();
        for (int i = 0; i < 20; i++) {
            assertTrue(await(two.state.concurrency().enter(both)).isEmpty());
        }
        held.release();
        for (int i = 0; i < 10; i++) {
            assertTrue(await(two.state.concurrency().enter(List.of(new Seat("wide", "x", 10)))).isPresent(), "place " + i);
        }
    }

    @Test
    void aReplicaThatIsGoneHoldsNoPlaces() throws Exception {
        enter(one, 1).orElseThrow();
        assertTrue(enter(two, 1).isEmpty());
        assertEquals(2, two.state.replicas());
        one.close();
        Duration took = Shared.until("the place to be free", () -> enter(two, 1).isPresent());
        System.out.println("a dead replica's place was free after " + took.toMillis() + " ms");
        Shared.until("the replica to be missed", () -> two.state.replicas() == 1);
    }

    @Test
    void hostileBucketsNeitherOpenNorTakeDown() throws Exception {
        Draw draw = new Draw(THREE, "alice");
        await(one.state.rates().take(List.of(draw)));
        String bucket = redis.cli("keys", "postern:b:*").getFirst();
        redis.cli("set", bucket, "nonsense");
        assertFalse(had(await(one.state.rates().take(List.of(draw)))), "unreadable is empty");
        redis.cli("set", bucket, "99999999999999999999999:0");
        assertEquals(2, await(one.state.rates().take(List.of(draw))).getFirst().remaining(), "never more than its burst");
        redis.cli("del", bucket);
        redis.cli("rpush", bucket, "x");
        assertEquals(0, await(one.state.rates().take(List.of(draw))).getFirst().remaining(), "counted here: a share of one");
        assertFalse(had(await(one.state.rates().take(List.of(draw)))));
        assertTrue(one.state.drawnLocally() >= 2);
        assertTrue(one.state.up());
    }

    @Test
    void aFullServerLeavesTheShare() throws Exception {
        redis.cli("config", "set", "maxmemory", "1");
        assertTrue(had(await(one.state.rates().take(List.of(new Draw(THREE, "alice"))))));
        assertFalse(had(await(one.state.rates().take(List.of(new Draw(THREE, "alice"))))), "3 over 2 replicas is 1");
        redis.cli("config", "set", "maxmemory", "0");
        assertTrue(had(await(one.state.rates().take(List.of(new Draw(THREE, "alice"))))), "used again");
    }

    /** How many more may enter there, at most two. */
    private static int room(Replica at, int maximum) throws Exception {
        Optional<Lease> first = enter(at, maximum);
        Optional<Lease> second = enter(at, maximum);
        first.ifPresent(Lease::release);
        second.ifPresent(Lease::release);
        return (first.isPresent() ? 1 : 0) + (second.isPresent() ? 1 : 0);
    }

    /** Also waits for the answers to all that was sent before: they come in order. */
    private void takesNoWrites() throws Exception {
        long before = one.state.drawnLocally();
        await(one.state.rates().take(List.of(new Draw(HUNDRED, "alice"))));
        assertEquals(before + 1, one.state.drawnLocally());
    }

    @Test
    void placesGivenBackWhileTheServerTakesNoWritesAreFreeAfterwards() throws Exception {
        Lease first = enter(one, 2).orElseThrow();
        Lease second = enter(one, 2).orElseThrow();
        redis.cli("config", "set", "min-replicas-to-write", "1");
        first.release();
        second.release();
        takesNoWrites();
        redis.cli("config", "set", "min-replicas-to-write", "0");
        Shared.until("both places to be free", () -> room(two, 2) == 2);
        Shared.until("all places to be free", () -> redis.cli("keys", "postern:c:*").equals(List.of("")));
    }

    @Test
    void placesTakenWhileTheServerTakesNoWritesCountAfterwards() throws Exception {
        redis.cli("config", "set", "min-replicas-to-write", "1");
        Lease byShare = enter(one, 2).orElseThrow();
        assertTrue(enter(one, 2).isEmpty(), "2 over 2 replicas is 1");
        redis.cli("config", "set", "min-replicas-to-write", "0");
        Shared.until("the place to count", () -> room(two, 2) == 1);
        byShare.release();
        Shared.until("it to be free", () -> room(two, 2) == 2);
    }

    @Test
    void hostileCountsNeitherOpenNorTakeDown() throws Exception {
        enter(one, 1).orElseThrow();
        String count = redis.cli("keys", "postern:c:*").getFirst();
        for (String hostile : List.of("nonsense", "-5", "99999999999999999999999")) {
            redis.cli("hset", count, redis.cli("hkeys", count).getFirst(), hostile);
            assertTrue(room(two, 1) < 2, hostile);
        }
        redis.cli("del", count);
        redis.cli("rpush", count, "x");
        assertTrue(enter(two, 1).isPresent(), "whoever can write there can reset limits");
        assertTrue(enter(two, 1).isEmpty() && enter(one, 1).isEmpty(), "and no more");
        assertEquals(List.of("hash"), redis.cli("type", count), "counted there again, without a new connection");
        assertEquals(0, one.state.lost() + two.state.lost());
    }
}
