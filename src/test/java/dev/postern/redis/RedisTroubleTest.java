package dev.postern.redis;

import static dev.postern.redis.Shared.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.KeyPairFiles;
import dev.postern.config.Located;
import dev.postern.config.Position;
import dev.postern.config.SharedStateConfig;
import dev.postern.config.SharedStateConfig.RedisConfig;
import dev.postern.config.SharedStateConfig.RedisTls;
import dev.postern.demo.DemoPki;
import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import dev.postern.identity.SessionEnd;
import dev.postern.identity.SessionStore.Bounds;
import dev.postern.identity.SessionKey;
import dev.postern.identity.StoredSession;
import dev.postern.limit.ConcurrencyStore.Seat;
import dev.postern.limit.Lease;
import dev.postern.limit.RateLimit;
import dev.postern.limit.RateStore.Draw;
import io.vertx.core.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Redis slow, wrong and gone: never open, never stuck, and used again by itself. */
@Tag("e2e")
class RedisTroubleTest {

    private static final Bounds WIDE = new Bounds(1_000, 1_000);
    private static final RateLimit TEN = new RateLimit("ten", "ten", 10, Duration.ofHours(1), 10);
    private static final Duration SHORT = Duration.ofMillis(200);

    @TempDir
    private Path dir;
    private final List<AutoCloseable> started = new ArrayList<>();

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable one : started.reversed()) {
            one.close();
        }
    }

    private RedisServer redis() throws Exception {
        RedisServer redis = RedisServer.plain(dir);
        started.add(redis);
        return redis;
    }

    private Replica replica(SharedStateConfig config) {
        Replica replica = new Replica(config);
        started.add(replica);
        return replica;
    }

    private Replica replica(RedisServer redis, Duration timeout) {
        return replica(Shared.config(redis.port(), Optional.empty(), timeout, Shared.OLD));
    }

    private static StoredSession created(Replica at, String user) throws Exception {
        StoredSession session = Shared.session(user);
        await(at.state.sessions().create(session, WIDE));
        return session;
    }

    private static Reason refused(Future<?> future) {
        ExecutionException failed = assertThrows(ExecutionException.class, () -> await(future));
        return assertInstanceOf(RefusedException.class, failed.getCause()).denial().reason();
    }

    private static int passed(Replica at, int draws) throws Exception {
        int passed = 0;
        for (int i = 0; i < draws; i++) {
            passed += await(at.state.rates().take(List.of(new Draw(TEN, "alice")))).getFirst().until().isZero() ? 1 : 0;
        }
        return passed;
    }

    @Test
    void goneLeavesShareAndGraceAndIsUsedAgain() throws Exception {
        RedisServer redis = redis();
        Replica one = replica(redis, Shared.UNHURRIED).up();
        Replica two = replica(redis, Shared.UNHURRIED).up();
        one.among(2);
        StoredSession seen = created(one, "alice");
        StoredSession unseen = created(two, "bob");
        redis.kill();
        Shared.until("the loss to be noticed", () -> !one.state.up() && !two.state.up());
        assertEquals(5, passed(one, 20), "10 over 2 replicas");
        assertEquals(5, passed(two, 20));
        StoredSession remembered = await(one.state.sessions().find(seen.session().key())).orElseThrow();
        assertTrue(remembered.refreshAfter().isAfter(Instant.now()), "seen a moment ago, and not renewed with tokens that could not be kept");
        assertFalse(await(one.state.sessions().replace(seen, Shared.used(seen, Instant.now()))), "used as it is");
        assertEquals(Reason.SESSION_STORE_UNAVAILABLE, refused(one.state.sessions().find(unseen.session().key())), "neither open nor nobody's");
        assertEquals(Reason.SESSION_STORE_UNAVAILABLE, refused(one.state.sessions().create(Shared.session("carol"), WIDE)));
        assertEquals(Reason.SESSION_STORE_UNAVAILABLE, refused(one.state.sessions().ofUser("corp", "alice")));
        long begin = System.nanoTime();
        passed(one, 1_000);
        assertTrue(System.nanoTime() - begin < Duration.ofSeconds(10).toNanos(), "a server that is gone costs no timeout a request");
        redis.start();
        Duration took = Shared.until("the server to be used again", () -> one.state.up() && two.state.up());
        System.out.println("used again " + took.toMillis() + " ms after it was back");
        assertTrue(await(one.state.sessions().find(seen.session().key())).isEmpty(), "it came back empty: what it has lost has ended");
        assertTrue(one.state.drawnLocally() > 0 && one.state.remembered() > 0 && one.state.lost() == 1);
        one.among(2);
        assertEquals(10, passed(one, 10) + passed(two, 10));
    }

    @Test
    void slowCountsAsGoneUntilItAnswers() throws Exception {
        RedisServer redis = redis();
        Replica one = replica(redis, SHORT).up();
        StoredSession seen = created(one, "alice");
        redis.freeze();
        long begin = System.nanoTime();
        assertTrue(await(one.state.sessions().find(seen.session().key())).isPresent());
        System.out.println("the first question to a frozen server took " + Duration.ofNanos(System.nanoTime() - begin).toMillis() + " ms of a timeout of 200 ms");
        Shared.until("the loss to be noticed", () -> !one.state.up());
        begin = System.nanoTime();
        passed(one, 200);
        assertTrue(System.nanoTime() - begin < Duration.ofSeconds(10).toNanos(), "no timeout for each: 200 would take 40 s");
        redis.thaw();
        Shared.until("the server to be used again", one.state::up);
        assertTrue(await(one.state.sessions().find(seen.session().key())).isPresent());
        assertEquals(List.of(), List.copyOf(one.ended));
    }

    /** Made-up cookies ask about sessions that are none, as fast as a slow server does not answer. */
    @Test
    void sessionsThatNobodyHasLeaveRoomForOthers() throws Exception {
        RedisServer redis = redis();
        Replica one = replica(redis, Shared.UNHURRIED).up();
        StoredSession seen = created(one, "alice");
        redis.freeze();
        AtomicInteger refused = new AtomicInteger();
        int madeUp = Wire.MAX_WAITING + 1_000;
        for (int i = 0; i < madeUp; i++) {
            one.state.sessions().find(new SessionKey("made-up-" + i)).onFailure(full -> refused.incrementAndGet());
        }
        Shared.until("the rest to be refused", () -> refused.get() >= madeUp - RedisSessionStore.MOST_STRANGERS);
        Future<Optional<StoredSession>> found = one.state.sessions().find(seen.session().key());
        Future<?> drawn = one.state.rates().take(List.of(new Draw(TEN, "alice")));
        redis.thaw();
        assertTrue(await(found).isPresent());
        await(drawn);
        assertEquals(0, one.state.remembered() + one.state.drawnLocally(), "the server was asked");
        assertTrue(await(one.state.sessions().find(new SessionKey("made-up-again"))).isEmpty(), "there is room again");
    }

    @Test
    void whatIsEndedMeanwhileIsEndedWhenItIsBack() throws Exception {
        RedisServer redis = redis();
        Replica one = replica(redis, SHORT).up();
        Replica two = replica(redis, SHORT).up();
        StoredSession alice = created(one, "alice");
        assertTrue(await(two.state.sessions().find(alice.session().key())).isPresent());
        redis.freeze();
        Shared.until("the loss to be noticed", () -> !one.state.up() && !two.state.up());
        assertEquals(Reason.SESSION_STORE_UNAVAILABLE, refused(one.state.sessions().remove(alice.session().key(), SessionEnd.SIGNED_OUT)), "not told that it is done");
        assertTrue(await(one.state.sessions().find(alice.session().key())).isEmpty(), "a known end outweighs the grace");
        redis.thaw();
        Shared.until("the other replica to be told", () -> two.ended.contains("alice SIGNED_OUT"));
        assertTrue(await(two.state.sessions().find(alice.session().key())).isEmpty());
        assertEquals(List.of("alice SIGNED_OUT"), List.copyOf(one.ended));
    }

    @Test
    void whatEndedUnheardIsFoundOut() throws Exception {
        RedisServer redis = redis();
        Replica one = replica(redis, Shared.UNHURRIED).up();
        StoredSession alice = created(one, "alice");
        redis.cli("del", "postern:s:" + alice.session().key(), "postern:ended");
        redis.cli("client", "kill", "type", "normal", "skipme", "yes");
        Shared.until("the end to be found out", () -> one.ended.contains("alice REVOKED"));
    }

    @Test
    void placesOutliveTheServer() throws Exception {
        RedisServer redis = redis();
        Replica one = replica(redis, Shared.UNHURRIED).up();
        Replica two = replica(redis, Shared.UNHURRIED).up();
        one.among(2);
        Seat seat = new Seat("open", "alice", 2);
        Lease before = await(one.state.concurrency().enter(List.of(seat))).orElseThrow();
        redis.kill();
        Shared.until("the loss to be noticed", () -> !one.state.up() && !two.state.up());
        assertTrue(await(one.state.concurrency().enter(List.of(seat))).isEmpty(), "its share of 2 over 2 is taken");
        Lease meanwhile = await(two.state.concurrency().enter(List.of(seat))).orElseThrow();
        redis.start();
        Shared.until("the server to be used again", () -> one.state.up() && two.state.up());
        assertTrue(await(one.state.concurrency().enter(List.of(seat))).isEmpty(), "both are told to the new server");
        before.release();
        Shared.until("one place", () -> await(one.state.concurrency().enter(List.of(seat))).isPresent());
        meanwhile.release();
    }

    @Test
    void aServerThatWasNeverThereIsUsedWhenItComes() throws Exception {
        RedisServer redis = redis();
        redis.kill();
        Replica one = replica(redis, Shared.UNHURRIED);
        assertEquals(10, passed(one, 20));
        assertEquals(Reason.SESSION_STORE_UNAVAILABLE, refused(one.state.sessions().find(Shared.session("alice").session().key())));
        redis.start();
        one.up();
    }

    @Test
    void aServerThatFallsSilentAfterTheHandshakeIsTriedAgainAndLeftInGoodOrder() throws Exception {
        List<Socket> accepted = new CopyOnWriteArrayList<>();
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                while (!server.isClosed()) {
                    try {
                        Socket socket = server.accept();
                        accepted.add(socket);
                        Thread.ofVirtual().start(() -> shakeHandsOnly(socket));
                    } catch (IOException over) {
                        return;
                    }
                }
            });
            Replica one = replica(Shared.config(server.getLocalPort(), Optional.empty(), SHORT, Shared.OLD));
            Shared.until("a third attempt", () -> accepted.size() >= 3);
            Shared.until("what was given up to be closed", () -> accepted.getFirst().isClosed() && accepted.get(1).isClosed());
            assertFalse(one.state.up());
            assertEquals(List.of(), List.copyOf(one.uncaught));
        }
    }

    /** Until the other end closes. */
    private static void shakeHandsOnly(Socket socket) {
        try (socket) {
            byte[] buffer = new byte[8192];
            for (int read = socket.getInputStream().read(buffer); read > 0; read = socket.getInputStream().read(buffer)) {
                String said = new String(buffer, 0, read, StandardCharsets.US_ASCII);
                if (!said.contains("evalsha")) {
                    socket.getOutputStream().write((said.contains("hello") ? "%0\r\n" : "+OK\r\n").getBytes(StandardCharsets.US_ASCII));
                }
            }
        } catch (IOException cut) {
            // it is closed all the same
        }
    }

    @Test
    void theWrongPasswordOrAReplicaIsNoServer() throws Exception {
        RedisServer redis = redis();
        SharedStateConfig good = Shared.config(redis.port(), Optional.empty(), Shared.UNHURRIED, Shared.OLD);
        RedisConfig was = good.redis();
        RedisConfig wrong = new RedisConfig(was.address(), was.tls(), was.user(), Optional.of(new dev.postern.config.Secret("wrong")), was.prefix(), was.timeout());
        Replica one = replica(new SharedStateConfig(wrong, good.nameSecret(), good.keys(), good.grace(), good.revocationsUnknown()));
        assertEquals(Reason.SESSION_STORE_UNAVAILABLE, refused(one.state.sessions().find(Shared.session("alice").session().key())));
        Thread.sleep(500);
        assertFalse(one.state.up());
        one.state.replace(good);
        one.up();
        redis.cli("replicaof", "127.0.0.1", "1");
        Shared.until("a server that takes no writes to be left", () -> !one.state.up());
        redis.cli("replicaof", "no", "one");
        one.up();
    }

    @Test
    void rotatedKeysLogNobodyOut() throws Exception {
        RedisServer redis = redis();
        Replica one = replica(redis, Shared.UNHURRIED).up();
        StoredSession alice = created(one, "alice");
        one.state.replace(Shared.config(redis.port(), Optional.empty(), Shared.UNHURRIED, Shared.NEW, Shared.OLD));
        StoredSession used = Shared.used(alice, Instant.now());
        assertTrue(await(one.state.sessions().replace(alice, used)));
        one.state.replace(Shared.config(redis.port(), Optional.empty(), Shared.UNHURRIED, Shared.NEW));
        assertTrue(await(one.state.sessions().find(alice.session().key())).isPresent(), "sealed anew when it was used");
        assertEquals(1, await(one.state.sessions().ofUser("corp", "alice")).size());
        assertEquals(0, one.state.lost(), "keys change without a new connection");
    }

    @Test
    void aLineWrittenAboveItsSettingsCostsNoConnection() throws Exception {
        RedisServer redis = redis();
        Replica one = replica(redis, Shared.UNHURRIED).up();
        StoredSession alice = created(one, "alice");
        SharedStateConfig moved = moved(Shared.config(redis.port(), Optional.empty(), Shared.UNHURRIED, Shared.OLD), new Position("postern.yaml", 12, 5));
        one.state.replace(moved);
        assertTrue(await(one.state.sessions().find(alice.session().key())).isPresent(), "asked after it, on the same event loop");
        assertEquals(0, one.state.lost());
        one.state.replace(Shared.config(redis.port(), Optional.empty(), Shared.UNHURRIED.plusMillis(1), Shared.OLD));
        Shared.until("another timeout to be taken up", () -> one.state.lost() == 1);
    }

    private static SharedStateConfig moved(SharedStateConfig config, Position at) {
        RedisConfig was = config.redis();
        return new SharedStateConfig(new RedisConfig(new Located<>(was.address().value(), at), was.tls(), was.user(), was.password(), was.prefix(), was.timeout()), config.nameSecret(),
                config.keys().stream().map(key -> new SharedStateConfig.SealingKey(new Located<>(key.id().value(), at), key.secret())).toList(), config.grace(), config.revocationsUnknown());
    }

    @Test
    void overTlsWithOurOwnAuthorityAndCertificate() throws Exception {
        DemoPki pki = DemoPki.write(dir.resolve("pki"), InstantSource.system());
        RedisServer redis = RedisServer.tls(dir.resolve("redis"), Path.of(pki.file("ingress.pem")), Path.of(pki.file("ingress-key.pem")), Path.of(pki.file("mesh-ca.pem")));
        started.add(redis);
        Optional<KeyPairFiles> identity = Optional.of(new KeyPairFiles(Located.of(Path.of(pki.file("gateway.pem"))), Located.of(Path.of(pki.file("gateway-key.pem")))));
        Replica good = tls(redis, pki.file("ingress-ca.pem"), identity).up();
        StoredSession alice = created(good, "alice");
        assertTrue(await(good.state.sessions().find(alice.session().key())).isPresent());
        Replica otherAuthority = tls(redis, pki.file("device-ca.pem"), identity);
        Replica noCertificate = tls(redis, pki.file("ingress-ca.pem"), Optional.empty());
        Thread.sleep(2_000);
        assertFalse(otherAuthority.state.up() || noCertificate.state.up());
    }

    private Replica tls(RedisServer redis, String authority, Optional<KeyPairFiles> identity) {
        return replica(Shared.config(redis.port(), Optional.of(new RedisTls(Optional.of(Located.of(Path.of(authority))), identity)), Shared.UNHURRIED, Shared.OLD));
    }
}
