package dev.postern.redis;

import dev.postern.config.Endpoint;
import dev.postern.config.Located;
import dev.postern.config.Secret;
import dev.postern.config.SharedStateConfig;
import dev.postern.config.SharedStateConfig.RedisConfig;
import dev.postern.config.SharedStateConfig.RedisTls;
import dev.postern.config.SharedStateConfig.RevocationsUnknown;
import dev.postern.config.SharedStateConfig.SealingKey;
import dev.postern.identity.Claims;
import dev.postern.identity.IdHash;
import dev.postern.identity.Principal;
import dev.postern.identity.Session;
import dev.postern.identity.SessionIds;
import dev.postern.identity.SessionKey;
import dev.postern.identity.SessionTokens;
import dev.postern.identity.StoredSession;
import dev.postern.pki.Thumbprint;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Sessions, keys and settings that the tests of this package share. */
final class Shared {

    static final SealingKey OLD = key("old", 1);
    static final SealingKey NEW = key("new", 2);
    /** Long enough for a busy machine: who tests slowness says how slow. */
    static final Duration UNHURRIED = Duration.ofSeconds(3);

    private Shared() {}

    static SealingKey key(String id, int seed) {
        byte[] bytes = new byte[32];
        java.util.Arrays.fill(bytes, (byte) seed);
        return new SealingKey(Located.of(id), new Secret(Base64.getEncoder().encodeToString(bytes)));
    }

    static SharedStateConfig config(int port, Optional<RedisTls> tls, Duration timeout, SealingKey... keys) {
        return new SharedStateConfig(new RedisConfig(Located.of(new Endpoint("127.0.0.1", port)), tls, Optional.of(RedisServer.USER),
                Optional.of(new Secret(RedisServer.PASSWORD)), "postern", timeout), key("names", 9).secret(), List.of(keys), Duration.ofSeconds(30), RevocationsUnknown.REFUSE);
    }

    static StoredSession session(String user) {
        return session(user, Instant.now().truncatedTo(ChronoUnit.MICROS));
    }

    static StoredSession session(String user, Instant now) {
        byte[] random = new byte[32];
        ThreadLocalRandom.current().nextBytes(random);
        String hash = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        Principal.User who = new Principal.User(user, "corp", Set.of("staff", "finance"),
                new Claims(new JsonObject().put("sub", user).put("deep", new JsonObject().put("roles", List.of("a", "b")).put("n", 3))));
        Session session = new Session(new SessionKey(hash), who, new SessionTokens(Optional.of(new Secret("id-token-of-" + user)),
                Optional.of(new Secret("refresh-of-" + user)), Optional.of(now.plusSeconds(300))), now, now, Optional.of(new Thumbprint("thumb")), Optional.of("sid-" + user));
        return new StoredSession(session, new SessionIds(new IdHash(hash), now, Optional.of(new SessionIds.Successor(new IdHash("next"), "salt")),
                Optional.of(new SessionIds.Retired(new IdHash("was"), now.plusSeconds(30)))), now, now.plus(Duration.ofHours(1)), now, 0);
    }

    static StoredSession used(StoredSession was, Instant now) {
        return new StoredSession(was.session(), was.ids(), now, now.plus(Duration.ofHours(1)), was.refreshAfter(), was.version() + 1);
    }

    static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    /** Waits for something that comes by itself; how long it took. */
    static Duration until(String what, Callable<Boolean> condition) throws Exception {
        long begin = System.nanoTime();
        while (!condition.call()) {
            if (System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(30)) {
                throw new AssertionError("waited in vain for " + what);
            }
            Thread.sleep(10);
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
