package dev.postern.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.Secret;
import dev.postern.demo.DemoPki;
import dev.postern.demo.DevIdentityProvider;
import dev.postern.demo.DevOptions;
import dev.postern.demo.DevUser;
import dev.postern.redis.RedisServer;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store of sessions fails while something is open on them: it goes on for the stated time and no longer, and what rests on no session is not concerned. */
@Tag("e2e")
final class StoreTroubleTest {

    /** As {@code gateway.Standing} states it. */
    private static final Duration UNKNOWN = Duration.ofMinutes(2);
    private static final Duration SLACK = Duration.ofSeconds(60);

    @TempDir
    private static Path dir;
    private static Servers servers;
    private static RedisServer redis;
    private static Vertx vertx;
    private static DevIdentityProvider people;
    private static String origin;

    @BeforeAll
    static void start() throws Exception {
        servers = new Servers(dir);
        redis = RedisServer.plain(dir.resolve("redis"));
        vertx = Vertx.vertx();
        people = DevIdentityProvider.start(vertx, DevOptions.of(new Secret("lab-secret"),
                List.of("alice", "bob", "carol").stream().map(name -> new DevUser(name, name, List.of("finance"))).toList()))
                .toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        DemoPki.write(dir.resolve("pki"), InstantSource.system());
        Files.writeString(dir.resolve("client-secret"), "lab-secret");
        Files.writeString(dir.resolve("redis-password"), RedisServer.PASSWORD);
        for (String key : List.of("name-secret", "sealing-key")) {
            Files.writeString(dir.resolve(key), Base64.getEncoder().encodeToString(new byte[32]));
        }
        int port = Servers.freePort();
        int admin = Servers.freePort();
        origin = "https://localhost:" + port;
        Path config = Files.writeString(dir.resolve("postern.yaml"), """
                listen:
                  ingress: {address: "127.0.0.1:%1$d", tls: {cert: pki/ingress.pem, key: pki/ingress-key.pem}, overload: {loop-delay: 1m}}
                  admin: {address: "127.0.0.1:%2$d"}
                identity:
                  providers: [{name: lab, issuer: "%3$s", client-id: postern, client-secret: {file: client-secret}}]
                  tokens: [{name: lab-api, issuer: "%3$s", audiences: [lab], jwks: "%4$s", user-claim: preferred_username}]
                mesh: {identity: {cert: pki/gateway.pem, key: pki/gateway-key.pem}, trust: [pki/mesh-ca.pem]}
                upstreams: [{name: app, url: "https://127.0.0.1:%5$d", expect: spiffe://demo.test/ns/finance/sa/ledger}]
                routes: [{name: app, host: localhost, path: /, upstream: app}]
                policies: [{name: finance, effect: allow, from: {groups: [finance]}}]
                shared-state:
                  redis: {address: "127.0.0.1:%6$d", user: postern, password: {file: redis-password}, timeout: 500ms}
                  name-secret: {file: name-secret}
                  keys: [{id: first, secret: {file: sealing-key}}]
                  grace: 20s
                audit: {file: audit.jsonl}
                """.formatted(port, admin, people.issuer(), people.jwks(), EventSource.start(vertx, dir.resolve("pki")), redis.port()));
        servers.start("gateway", Map.of(), List.of("bin/postern", "serve", "--config", config.toString()));
        servers.await("gateway", Duration.ofSeconds(60), () -> Servers.status("http://127.0.0.1:" + admin + "/q/health/ready") == 200);
    }

    @AfterAll
    static void stop() throws Exception {
        servers.close();
        redis.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private static Person signedIn(String name) throws Exception {
        Person person = new Person(name, dir.resolve("pki/ingress-ca.pem"));
        assertEquals(200, person.open(origin + "/"));
        return person;
    }

    private static void until(String what, java.util.concurrent.Callable<Boolean> condition) throws Exception {
        servers.await(what, UNKNOWN.plus(SLACK), condition);
    }

    @Test
    void whatIsOpenGoesOnForAWhileAndComesThroughAndEndsWhenItLasts() throws Exception {
        Person alice = signedIn("alice");
        Person carol = signedIn("carol");
        Listening hers = alice.listen(origin + "/events", Map.of());
        Listening carols = carol.listen(origin + "/events", Map.of());
        Listening program = new Person("bob", dir.resolve("pki/ingress-ca.pem"))
                .listen(origin + "/events", Map.of("authorization", "Bearer " + people.tokenFor("bob", "lab", Optional.empty(), Duration.ofMinutes(30))));
        List<Listening> all = List.of(hers, carols, program);

        redis.freeze(); // connections stay and nothing answers
        until("requests to be refused", () -> alice.call(origin + "/") == 503);
        for (Listening one : all) {
            one.flowing();
        }
        redis.thaw();
        until("requests to be served again", () -> alice.call(origin + "/") == 200);
        for (Listening one : all) {
            one.flowing();
        }

        assertEquals(200, carol.call(origin + "/"));
        redis.kill();
        long begun = System.nanoTime();
        assertEquals(503, carol.signOut(origin), "not done, and said so");
        carols.ended(SLACK); // and believed here all the same
        until("the loss to be felt", () -> alice.call(origin + "/") == 503);
        hers.flowing();
        program.flowing();
        hers.ended(UNKNOWN.plus(SLACK));
        Duration lasted = Duration.ofNanos(System.nanoTime() - begun);
        System.out.println("without its store, what is open on a session lasted " + lasted.toSeconds() + " s");
        assertTrue(lasted.compareTo(UNKNOWN.minusSeconds(30)) > 0, "it is not ended for a store that is away for a moment: " + lasted);
        program.flowing();
        redis.start();
        until("people to sign in again", () -> new Person("alice", dir.resolve("pki/ingress-ca.pem")).open(origin + "/") == 200);
        String events = Files.readString(dir.resolve("audit.jsonl"));
        assertTrue(events.contains("whether the session stands could not be told for PT2M"), "on record");
        assertTrue(events.contains("\"without\":[\"shared-state\"]"), "what was decided without the store says so");
        program.flowing();
    }
}
