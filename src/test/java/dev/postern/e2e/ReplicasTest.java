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
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
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

/** Two gateways, each a process of its own, over one real Redis: one gateway, as far as anybody can tell. */
@Tag("e2e")
final class ReplicasTest {

    private static final List<DevUser> USERS = List.of("alice", "bob", "carol", "dave", "erin").stream().map(name -> new DevUser(name, name, List.of("finance"))).toList();

    @TempDir
    private static Path dir;
    private static Servers servers;
    private static RedisServer redis;
    private static Vertx vertx;
    private static DevIdentityProvider people;
    private static DemoPki pki;
    private static int nginx;
    private static Gate one;
    private static Gate two;

    /** A replica. */
    private record Gate(String origin, int admin, Process process) {

        double metric(String name) throws Exception {
            try (HttpClient client = HttpClient.newHttpClient()) {
                String all = client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + admin + "/q/metrics")).build(), HttpResponse.BodyHandlers.ofString()).body();
                return all.lines().filter(line -> line.startsWith(name)).mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum();
            }
        }
    }

    @BeforeAll
    static void start() throws Exception {
        servers = new Servers(dir);
        redis = RedisServer.plain(dir.resolve("redis"));
        vertx = Vertx.vertx();
        people = DevIdentityProvider.start(vertx, DevOptions.of(new Secret("lab-secret"), USERS)).toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        pki = DemoPki.write(dir.resolve("pki"), InstantSource.system());
        Files.writeString(dir.resolve("client-secret"), "lab-secret");
        Files.writeString(dir.resolve("redis-password"), RedisServer.PASSWORD);
        for (String key : List.of("name-secret", "sealing-key")) {
            byte[] bytes = new byte[32];
            new java.security.SecureRandom().nextBytes(bytes);
            Files.writeString(dir.resolve(key), Base64.getEncoder().encodeToString(bytes));
        }
        nginx = Servers.freePort();
        servers.nginx(nginx, dir.resolve("pki"));
        one = gate("one");
        two = gate("two");
        servers.await("one", Duration.ofSeconds(30), () -> one.metric("postern_shared_state_replicas") == 2);
    }

    @AfterAll
    static void stop() throws Exception {
        servers.close();
        redis.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private static Gate gate(String name) throws Exception {
        Gate gate = unready(name);
        servers.await(name, Duration.ofSeconds(60), () -> Servers.status("http://127.0.0.1:" + gate.admin + "/q/health/ready") == 200);
        return gate;
    }

    private static Gate unready(String name) throws Exception {
        int port = Servers.freePort();
        int admin = Servers.freePort();
        Path config = Files.writeString(dir.resolve(name + ".yaml"), """
                listen:
                  ingress: {address: "127.0.0.1:%1$d", tls: {cert: pki/ingress.pem, key: pki/ingress-key.pem}}
                  admin: {address: "127.0.0.1:%2$d"}
                identity:
                  providers: [{name: lab, issuer: "%3$s", client-id: postern, client-secret: {file: client-secret}}]
                  tokens: [{name: lab-api, issuer: "%3$s", audiences: [lab], jwks: "%4$s", user-claim: preferred_username}]
                mesh: {identity: {cert: pki/gateway.pem, key: pki/gateway-key.pem}, trust: [pki/mesh-ca.pem]}
                upstreams: [{name: ledger, url: "https://localhost:%5$d", expect: spiffe://demo.test/ns/finance/sa/ledger}]
                routes:
                  - {name: ledger, host: localhost, path: /, upstream: ledger}
                  - {name: counted, host: localhost, path: /counted, upstream: ledger, limits: [ten]}
                policies: [{name: finance, effect: allow, from: {groups: [finance]}}]
                limits: [{name: ten, by: user, requests: 10, period: 1h, concurrency: 5}]
                shared-state:
                  redis: {address: "127.0.0.1:%6$d", user: postern, password: {file: redis-password}, timeout: 1s}
                  name-secret: {file: name-secret}
                  keys: [{id: first, secret: {file: sealing-key}}]
                audit: {file: %7$s.jsonl}
                """.formatted(port, admin, people.issuer(), people.jwks(), nginx, redis.port(), name));
        Process process = servers.start(name, Map.of(), List.of("bin/postern", "serve", "--config", config.toString()));
        return new Gate("https://localhost:" + port, admin, process);
    }

    private static Person person(String name) throws Exception {
        return new Person(name, Path.of(pki.file("ingress-ca.pem")));
    }

    /** And no others: a third one that a test before has killed counts until its life is over. */
    private static void bothUseRedis() throws Exception {
        for (Gate gate : List.of(one, two)) {
            servers.await("one", Duration.ofSeconds(60), () -> gate.metric("postern_shared_state_up") == 1 && gate.metric("postern_shared_state_replicas") == 2);
        }
    }

    @Test
    void aSessionOfOneIsGoodAtTheOtherAndEndsAtBoth() throws Exception {
        bothUseRedis();
        Person alice = person("alice");
        assertEquals(200, alice.open(one.origin + "/"));
        assertEquals(200, alice.call(two.origin + "/"), "no second sign-in");
        Map<String, String> stolen = Map.copyOf(alice.jar);
        assertEquals(303, alice.signOut(two.origin));
        alice.jar.putAll(stolen);
        long begin = System.nanoTime();
        assertEquals(401, alice.call(one.origin + "/"));
        System.out.println("signed out at the other replica within " + Duration.ofNanos(System.nanoTime() - begin).toMillis() + " ms");
    }

    @Test
    void aLimitOverBothAdmitsAsManyAsItSays() throws Exception {
        bothUseRedis();
        Person bob = person("bob");
        String token = people.tokenFor("bob", "lab", Optional.empty());
        List<Integer> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            answers.add(bob.call((i % 2 == 0 ? one : two).origin + "/counted", token));
        }
        assertEquals(10, answers.stream().filter(status -> status == 200).count(), answers.toString());
        assertEquals(10, answers.stream().filter(status -> status == 429).count(), answers.toString());
    }

    @Test
    void withoutRedisSharesAndGraceAndWithItAgainAsBefore() throws Exception {
        bothUseRedis();
        Person carol = person("carol");
        assertEquals(200, carol.open(one.origin + "/"));
        redis.kill();
        try {
            servers.await("one", Duration.ofSeconds(30), () -> one.metric("postern_shared_state_up") == 0);
            assertEquals(200, carol.call(one.origin + "/"), "seen a moment ago");
            assertEquals(503, carol.call(two.origin + "/"), "never seen there: neither open nor nobody");
            assertEquals(503, person("dave").open(one.origin + "/"), "signing in has nowhere to keep a session");
            String token = people.tokenFor("dave", "lab", Optional.empty());
            int passed = 0;
            for (int i = 0; i < 20; i++) {
                passed += person("dave").call((i % 2 == 0 ? one : two).origin + "/counted", token) == 200 ? 1 : 0;
            }
            assertEquals(10, passed, "five at each");
            assertTrue(one.metric("postern_limits_local_total") > 0 && one.metric("postern_sessions_remembered_total") > 0);
        } finally {
            redis.start();
        }
        bothUseRedis();
        assertEquals(401, carol.call(one.origin + "/"), "it came back empty");
        assertEquals(200, carol.open(one.origin + "/"));
        assertEquals(200, carol.call(two.origin + "/"));
    }

    @Test
    void aReplicaThatStartsWithoutRedisRefusesWhatCouldBeRevokedUntilItKnows() throws Exception {
        bothUseRedis();
        String token = people.tokenFor("dave", "lab", Optional.empty());
        Person dave = person("dave");
        redis.kill();
        Gate cold;
        try {
            cold = unready("cold");
            servers.await("cold", Duration.ofSeconds(60), () -> Servers.status("http://127.0.0.1:" + cold.admin + "/q/health/live") == 200);
            servers.await("cold", Duration.ofSeconds(60), () -> dave.call(cold.origin + "/", token) == 503);
            assertEquals(503, Servers.status("http://127.0.0.1:" + cold.admin + "/q/health/ready"));
            assertEquals(200, dave.call(one.origin + "/", token), "one that has known goes on");
        } finally {
            redis.start();
        }
        servers.await("cold", Duration.ofSeconds(30), () -> dave.call(cold.origin + "/", token) == 200);
        servers.await("cold", Duration.ofSeconds(30), () -> Servers.status("http://127.0.0.1:" + cold.admin + "/q/health/ready") == 200);
        String events = Files.readString(dir.resolve("cold.jsonl"));
        assertTrue(events.contains("identity.revocations-unknown") && events.contains("\"without\":[\"shared-state\"]"), events);
        cold.process.destroy();
        cold.process.waitFor();
        bothUseRedis();
        servers.await("one", Duration.ofSeconds(30), () -> one.metric("postern_shared_state_replicas") == 2);
    }

    @Test
    void aReplicaThatIsKilledTakesNothingWithIt() throws Exception {
        bothUseRedis();
        Gate third = gate("third");
        Person erin = person("erin");
        assertEquals(200, erin.open(third.origin + "/"));
        third.process.destroyForcibly().waitFor();
        assertEquals(200, erin.call(one.origin + "/"), "the session is everybody's");
        servers.await("one", Duration.ofSeconds(30), () -> one.metric("postern_shared_state_replicas") == 2);
    }
}
