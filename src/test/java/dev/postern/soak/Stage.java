package dev.postern.soak;

import dev.postern.config.Secret;
import dev.postern.demo.DevIdentityProvider;
import dev.postern.demo.DevOptions;
import dev.postern.demo.DevUser;
import dev.postern.redis.RedisServer;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** The packaged gateway with everything it rests on: an identity provider in this process, Redis, four upstream processes. All on loopback and free ports, ended by pid. */
final class Stage implements AutoCloseable {

    static final List<String> USERS = List.of("alice", "bob", "carol", "dave", "erin", "frank", "grace", "heidi");
    static final String STRANGER = "mallory";
    static final String LIMITED = "larry";
    static final int LIMIT_PER_MINUTE = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    final Path dir;
    final Certificates certificates;
    final RedisServer redis;
    final DevIdentityProvider people;
    private final Map<String, Process> upstreams = new HashMap<>();
    private final Map<String, Integer> ports = new HashMap<>();
    private final HttpClient asking = HttpClient.newHttpClient();
    private final String kind;
    private final int port = freePort();
    private final int admin = freePort();
    private Process gateway;

    Stage(Path dir, String kind, Vertx vertx) throws Exception {
        this.dir = dir;
        this.kind = kind;
        this.certificates = new Certificates(dir.resolve("pki"));
        this.redis = RedisServer.plain(dir.resolve("redis"));
        List<DevUser> users = new ArrayList<>(USERS.stream().map(name -> new DevUser(name, name, List.of("staff"))).toList());
        users.add(new DevUser(LIMITED, LIMITED, List.of("staff")));
        users.add(new DevUser(STRANGER, STRANGER, List.of("visitors")));
        this.people = DevIdentityProvider.start(vertx, DevOptions.of(new Secret("soak-secret"), users)).toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        Files.writeString(dir.resolve("client-secret"), "soak-secret");
        Files.writeString(dir.resolve("redis-password"), RedisServer.PASSWORD);
        for (String key : List.of("name-secret", "sealing-key")) {
            byte[] bytes = new byte[32];
            new SecureRandom().nextBytes(bytes);
            Files.writeString(dir.resolve(key), Base64.getEncoder().encodeToString(bytes));
        }
        for (String name : List.of("steady", "pair-1", "pair-2", "alone")) {
            ports.put(name, freePort());
            start(name);
        }
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::end)); // also when somebody breaks it off
    }

    // --- upstreams

    void start(String name) throws Exception {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx96m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-cp", System.getProperty("java.class.path"), Upstream.class.getName(),
                name.replaceAll("-.*", ""), ports.get(name).toString(), certificates.file(""))
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(dir.resolve(name + ".log").toFile())).start();
        upstreams.put(name, process);
        until("the upstream " + name, () -> {
            try (Socket probe = new Socket("127.0.0.1", ports.get(name))) {
                return probe.isConnected();
            }
        });
    }

    /** SIGKILL. */
    void kill(String name) {
        end(upstreams.get(name));
    }

    private static void end(Process process) {
        process.destroyForcibly().onExit().join();
    }

    // --- the gateway

    int port() {
        return port;
    }

    URI origin() {
        return URI.create("https://localhost:" + port);
    }

    void startGateway() throws Exception {
        configure(0);
        ProcessBuilder builder = new ProcessBuilder("bin/postern", "serve", "--config", dir.resolve("postern.yaml").toString())
                .redirectErrorStream(true).redirectOutput(dir.resolve("gateway.log").toFile());
        builder.environment().put("POSTERN_RUN", kind);
        // The heap is all there from the beginning, so that what grows is not the heap; what is alive in it is measured apart.
        builder.environment().put("POSTERN_JAVA_OPTS", "-Xms512m -Xmx512m -XX:+AlwaysPreTouch");
        gateway = builder.start();
        until("the gateway", () -> get("/q/health/ready").statusCode() == 200);
    }

    long pid() {
        return gateway.pid();
    }

    boolean alive() {
        return gateway.isAlive();
    }

    boolean jvm() {
        return kind.equals("jvm");
    }

    /** SIGTERM; how it ended. */
    int terminate() throws InterruptedException {
        gateway.destroy();
        return gateway.waitFor(60, TimeUnit.SECONDS) ? gateway.exitValue() : -1;
    }

    double metric(String prefix) throws Exception {
        return get("/q/metrics").body().lines().filter(line -> line.startsWith(prefix)).mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return asking.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + admin + path)).timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
    }

    static void until(String what, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        IOException last = null;
        while (System.nanoTime() < deadline) {
            try {
                if (condition.call()) {
                    return;
                }
            } catch (IOException notYet) {
                last = notYet;
            }
            Thread.sleep(50);
        }
        throw new IllegalStateException("waited " + PATIENCE.toSeconds() + " s in vain for " + what, last);
    }

    /**
     * The same configuration with one route, one rule and one limit of another name. Times are long where a machine that is busy with other things would be taken for a fault:
     * what is killed is noticed by its connections, not by waiting.
     */
    void configure(int number) throws IOException {
        Path written = Files.writeString(dir.resolve("next.yaml"), """
                listen:
                  ingress:
                    address: "127.0.0.1:%1$d"
                    tls: {cert: pki/ingress.pem, key: pki/ingress-key.pem}
                    clients: {handshakes: 100000, tokens: 100000, sign-ins: 100000, records: 1000000}
                    bounds: {connections-per-client: 20000}
                    timeouts: {drain: 10s, handshake: 1m, headers: 1m, body-idle: 1m}
                    overload: {loop-delay: 20s}
                  admin: {address: "127.0.0.1:%2$d"}
                identity:
                  providers: [{name: soak, issuer: "%3$s", client-id: postern, client-secret: {file: client-secret}}]
                  tokens: [{name: soak-api, issuer: "%3$s", audiences: [soak], jwks: "%4$s", user-claim: preferred_username}]
                  sessions: {rotate: 1m, device: when-present}
                  assertion: {issuer: "https://localhost"}
                devices: {authorities: [{name: laptops, certificates: pki/device-ca.pem, crls: [pki/device-ca.crl]}]}
                mesh: {identity: {cert: pki/gateway.pem, key: pki/gateway-key.pem}, trust: [pki/mesh-ca.pem]}
                upstreams:
                  - {name: steady, url: "https://127.0.0.1:%5$d", expect: "spiffe://demo.test/ns/finance/sa/ledger", timeouts: {connect: 30s, first-byte: 60s}}
                  - name: pair
                    urls: ["https://127.0.0.1:%6$d", "https://127.0.0.1:%7$d"]
                    expect: "spiffe://demo.test/ns/finance/sa/ledger"
                    timeouts: {connect: 30s, first-byte: 60s}
                    health: {path: /healthz, interval: 1s, timeout: 5s}
                    slow-start: 2s
                  - {name: alone, url: "https://127.0.0.1:%8$d", expect: "spiffe://demo.test/ns/finance/sa/ledger", timeouts: {connect: 30s, first-byte: 60s}}
                routes:
                  - {name: steady, host: localhost, path: /, upstream: steady, limits: [per-user], upgrades: [websocket], identity-headers: {user: X-User}}
                  - {name: pair, host: localhost, path: /pair, upstream: pair, limits: [per-user], identity-headers: {user: X-User}}
                  - {name: alone, host: localhost, path: /alone, upstream: alone, limits: [per-user], identity-headers: {user: X-User}}
                  - {name: limited, host: localhost, path: /limited, upstream: steady, limits: [few], identity-headers: {user: X-User}}
                  - {name: extra-%9$d, host: localhost, path: /extra-%9$d, upstream: alone}
                policies:
                  - {name: staff, effect: allow, from: {groups: [staff]}}
                  - {name: nobody-deletes-%9$d, effect: deny, to: {methods: [DELETE]}}
                limits:
                  - {name: per-user, by: user, requests: %10$d, period: 1s, concurrency: 20000}
                  - {name: few, by: user, requests: %11$d, period: 1m}
                shared-state:
                  redis: {address: "127.0.0.1:%12$d", user: postern, password: {file: redis-password}, timeout: 5s}
                  name-secret: {file: name-secret}
                  keys: [{id: first, secret: {file: sealing-key}}]
                audit:
                  strangers: 1000000
                  refusals: 1000000
                  sinks: [{file: {path: audit/audit.jsonl, rotate: {size: 64MiB, gzip: true, keep-files: 10000}}}]
                """.formatted(port, admin, people.issuer(), people.jwks(), ports.get("steady"), ports.get("pair-1"), ports.get("pair-2"), ports.get("alone"), number,
                1_000_000 + number, LIMIT_PER_MINUTE, redis.port()));
        Files.createDirectories(dir.resolve("audit"));
        Files.move(written, dir.resolve("postern.yaml"), StandardCopyOption.ATOMIC_MOVE);
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        }
    }

    private void end() {
        if (gateway != null) {
            end(gateway);
        }
        upstreams.values().forEach(Stage::end);
        redis.kill();
    }

    @Override
    public void close() {
        end();
        asking.close();
    }
}
