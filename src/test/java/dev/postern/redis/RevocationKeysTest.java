package dev.postern.redis;

import static dev.postern.redis.Shared.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.SharedStateConfig;
import dev.postern.config.SharedStateConfig.SealingKey;
import dev.postern.revocation.Revocation;
import dev.postern.revocation.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys come and go, over one real Redis; what is revoked stays so, and who cannot read it does not start as if nothing were. */
@Tag("e2e")
class RevocationKeysTest {

    private static final Target ALICE = Target.user("corp", "alice");
    private static final Target BOB = Target.user("corp", "bob");

    @TempDir
    private Path dir;
    private final List<AutoCloseable> started = new ArrayList<>();
    private RedisServer redis;

    @BeforeEach
    void start() throws Exception {
        redis = RedisServer.plain(dir);
        started.add(redis);
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable closeable : started.reversed()) {
            closeable.close();
        }
    }

    private SharedStateConfig config(SealingKey... keys) {
        return Shared.config(redis.port(), Optional.empty(), Shared.UNHURRIED, keys);
    }

    private Replica starting(SealingKey... keys) throws Exception {
        Replica replica = new Replica(config(keys)).up();
        started.add(replica);
        return replica;
    }

    private Replica replica(SealingKey... keys) throws Exception {
        Replica replica = starting(keys);
        Shared.until("the revocations", replica.state::ready);
        return replica;
    }

    private static void revoke(Replica at, Target target, Duration life) throws Exception {
        Instant now = Instant.now();
        await(at.state.revocations().revoke(new Revocation(target, "left the company", "admin", now, now.plus(life))));
    }

    private static boolean knows(Replica at, Target target) {
        return at.state.revocations().revoked().find(target, Instant.now()).isPresent();
    }

    /** The ids of the keys that sealed what the server holds. */
    private List<String> sealedBy() throws Exception {
        return redis.cli("eval", "local ids = {} for _, value in ipairs(redis.call('hvals', KEYS[1])) do ids[#ids + 1] = string.sub(value, 11, 13) end return ids", "1",
                "postern:revoked").stream().distinct().toList();
    }

    @Test
    void nobodyIsLetInAgainByAKeyThatIsTakenAway() throws Exception {
        Replica one = replica(Shared.OLD);
        Replica two = replica(Shared.OLD);
        for (int i = 0; i < 600; i++) {
            revoke(one, Target.user("corp", "user" + i), Duration.ofDays(30));
        }
        revoke(one, ALICE, Duration.ofDays(30));
        revoke(one, BOB, Duration.ofDays(30));
        assertTrue(await(one.state.revocations().lift(BOB)));
        Shared.until("the other replica", () -> knows(two, ALICE) && !knows(two, BOB));
        for (List<SealingKey> keys : List.of(List.of(Shared.OLD, Shared.NEW), List.of(Shared.NEW, Shared.OLD))) {
            one.state.replace(config(keys.toArray(SealingKey[]::new)));
            two.state.replace(config(keys.toArray(SealingKey[]::new)));
        }
        Shared.until("all to be sealed by the new key", () -> sealedBy().equals(List.of("new")));
        one.close();
        two.state.replace(config(Shared.NEW));
        two.close();
        Replica anew = replica(Shared.NEW);
        assertTrue(knows(anew, ALICE));
        assertEquals(601, anew.state.revocations().revoked().size());
        assertEquals(0, anew.state.unopenedRevocations());
        assertFalse(knows(anew, BOB), "lifted");
    }

    @Test
    void aKeyTakenAwayTooEarlyIsMadeGoodByThoseThatKnow() throws Exception {
        Replica one = replica(Shared.OLD);
        revoke(one, ALICE, Duration.ofDays(30));
        one.state.replace(config(Shared.NEW));
        Replica anew = starting(Shared.NEW);
        Shared.until("it to be ready", anew.state::ready);
        assertTrue(knows(anew, ALICE));
        assertTrue(knows(one, ALICE));
        Shared.until("nothing to be unknown", () -> one.state.unopenedRevocations() == 0 && anew.state.unopenedRevocations() == 0);
    }

    @Test
    void whoCannotReadWhatIsRevokedIsNotReady() throws Exception {
        Replica one = replica(Shared.OLD);
        revoke(one, ALICE, Duration.ofDays(30));
        one.close();
        Replica anew = starting(Shared.NEW);
        Shared.until("it to be told", () -> anew.state.unopenedRevocations() == 1);
        assertFalse(anew.state.ready());
        assertFalse(anew.state.knowsEnough());
        anew.state.replace(config(Shared.NEW, Shared.OLD));
        Shared.until("the key that was put back to open it", anew.state::ready);
        assertTrue(knows(anew, ALICE) && anew.state.knowsEnough());
        Shared.until("it to be counted", () -> anew.state.unopenedRevocations() == 0);
        Shared.until("it to be sealed anew", () -> sealedBy().equals(List.of("new")));
    }

    @Test
    void whatHasLapsedNeedNotOpen() throws Exception {
        Replica one = replica(Shared.OLD);
        revoke(one, ALICE, Duration.ofDays(30));
        one.close();
        AtomicReference<Duration> passed = new AtomicReference<>(Duration.ZERO);
        Replica anew = new Replica(config(Shared.NEW), () -> Instant.now().plus(passed.get()));
        started.add(anew);
        Shared.until("it to be told", () -> anew.state.unopenedRevocations() == 1);
        assertFalse(anew.state.ready());
        passed.set(Duration.ofDays(31));
        Shared.until("it to lapse", anew.state::ready);
        Shared.until("it to be counted", () -> anew.state.unopenedRevocations() == 0);
    }

    /** Whoever can write to the server can keep a replica from starting, but neither stop one that runs nor hide behind what it knows. */
    @Test
    void whatIsMadeUpKeepsOutWhoStartsAlone() throws Exception {
        Replica one = replica(Shared.OLD);
        revoke(one, ALICE, Duration.ofDays(30));
        String field = redis.cli("hkeys", "postern:revoked").getFirst();
        redis.cli("hset", "postern:revoked", "revocation:made-up", "nonsense", field, "altered");
        redis.cli("zadd", "postern:revoked:order", "2", field, "3", "revocation:made-up");
        Shared.until("it to be noticed", () -> one.state.unopenedRevocations() == 1);
        assertTrue(one.state.ready() && one.state.knowsEnough() && knows(one, ALICE));
        Replica anew = starting(Shared.OLD);
        Shared.until("what was altered to be put right", () -> knows(anew, ALICE));
        assertFalse(anew.state.ready(), "what was made up may be somebody's");
        redis.cli("hdel", "postern:revoked", "revocation:made-up");
        redis.cli("zrem", "postern:revoked:order", "revocation:made-up");
        Shared.until("it to be gone", anew.state::ready);
        redis.cli("client", "kill", "type", "normal");
        Shared.until("a new connection to tell that it is gone", () -> one.state.unopenedRevocations() == 0);
    }

    @Test
    void whatIsSealedByAnUnknownKeyIsCountedWhereItIsNotFelt() throws Exception {
        Replica one = replica(Shared.OLD);
        Replica ahead = replica(Shared.NEW);
        revoke(ahead, ALICE, Duration.ofDays(30));
        Shared.until("it to be noticed", () -> one.state.unopenedRevocations() == 1);
        assertFalse(knows(one, ALICE));
        assertTrue(one.state.ready(), "it has known everything once");
        one.state.replace(config(Shared.OLD, Shared.NEW));
        Shared.until("it to be known", () -> knows(one, ALICE));
        Shared.until("it to be counted", () -> one.state.unopenedRevocations() == 0);
    }

    /** While keys move to the front one replica after the other, one that is behind goes on sealing with the old one. */
    @Test
    void whatIsSealedByTheOldKeyMeanwhileIsSealedAnew() throws Exception {
        Replica behind = replica(Shared.OLD, Shared.NEW);
        Replica ahead = replica(Shared.NEW, Shared.OLD);
        Shared.until("it to have gone through", ahead.state::ready);
        revoke(behind, ALICE, Duration.ofDays(30));
        Shared.until("the other to know", () -> knows(ahead, ALICE));
        behind.close();
        Shared.until("it to be sealed anew", () -> sealedBy().equals(List.of("new")));
    }
}
