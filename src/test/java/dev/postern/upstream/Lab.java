package dev.postern.upstream;

import dev.postern.address.Lookup;
import dev.postern.address.Names;
import dev.postern.address.SystemNames;
import dev.postern.config.Cidr;
import dev.postern.config.Located;
import dev.postern.config.MatchConfig;
import dev.postern.config.MeshConfig;
import dev.postern.config.Position;
import dev.postern.config.Problems;
import dev.postern.config.RouteConfig;
import dev.postern.config.UpstreamConfig;
import dev.postern.config.UpstreamConfig.Balance;
import dev.postern.config.UpstreamConfig.HttpVersions;
import dev.postern.config.UpstreamConfig.RetryConfig.Condition;
import dev.postern.config.UpstreamConfig.Timeouts;
import dev.postern.exchange.Authority;
import dev.postern.exchange.CanonicalPath;
import dev.postern.exchange.Client;
import dev.postern.exchange.Headers;
import dev.postern.exchange.Protocol;
import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import dev.postern.exchange.RequestFacts;
import dev.postern.exchange.RequestId;
import dev.postern.policy.Permit;
import dev.postern.policy.PermitsForTests;
import dev.postern.route.Route;
import dev.postern.route.RouteTable;
import dev.postern.trace.ExchangeTrace;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Upstreams on real sockets with real mutual TLS, and a forwarder in front of them. */
final class Lab implements AutoCloseable {

    final Vertx vertx = Vertx.vertx();
    final Mesh mesh = new Mesh();
    InstantSource clock = Clock.systemUTC();
    HttpVersions protocol = HttpVersions.AUTO;
    Balance balance = Balance.ROUND_ROBIN;
    int connections = 64;
    List<UpstreamConfig.EndpointConfig> endpoints = List.of();
    List<Cidr> allow = List.of();
    Optional<UpstreamConfig.HealthConfig> health = Optional.empty();
    UpstreamConfig.OutliersConfig outliers = new UpstreamConfig.OutliersConfig(5, 80, Duration.ofSeconds(30), 50, Duration.ofSeconds(30), Duration.ofMinutes(5), 50);
    UpstreamConfig.CircuitConfig circuit = new UpstreamConfig.CircuitConfig(10_000, 1_024);
    UpstreamConfig.RetryConfig retry = retrying(2, Condition.CONNECT_FAILURE, Condition.RESET_BEFORE_HEAD);
    Optional<UpstreamConfig.HedgeConfig> hedge = Optional.empty();
    Duration slowStart = Duration.ZERO;
    int panicPercent;
    Optional<String> zone = Optional.empty();
    Duration drain = Duration.ofMinutes(5);
    Optional<Names> names = Optional.empty();
    private Optional<Lookup> lookup = Optional.empty();
    Duration upgradeIdle = Bounds.UPGRADE_IDLE;
    Timeouts timeouts = new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ZERO);
    UnaryOperator<RouteSettings> route = settings -> settings;
    Upstreams upstreams = Upstreams.none();

    /** What tests change about the one route. */
    record RouteSettings(Optional<String> host, List<String> upgrades, RouteConfig.HeaderEdits request, RouteConfig.HeaderEdits response, Optional<Timeouts> timeouts) {}

    /** An app over mutual TLS; gives its URL. */
    String app(Handler<HttpServerRequest> handler) {
        return app(mesh.secured(new HttpServerOptions()), handler);
    }

    String app(HttpServerOptions options, Handler<HttpServerRequest> handler) {
        return "https://127.0.0.1:" + await(vertx.createHttpServer(options).requestHandler(handler).exceptionHandler(ignored -> { }).listen(0, "127.0.0.1")).actualPort();
    }

    /** A server that says what HTTP libraries would not. */
    String rude(Handler<NetSocket> handler) {
        return "https://127.0.0.1:" + await(vertx.createNetServer(mesh.secured(new NetServerOptions())).connectHandler(handler).exceptionHandler(ignored -> { })
                .listen(0, "127.0.0.1")).actualPort();
    }

    /** A rude server that answers each request's head with the same octets. */
    String saying(String answer) {
        return rude(socket -> socket.handler(request -> socket.write(answer)));
    }

    static UpstreamConfig config(Lab lab, String... urls) {
        return new UpstreamConfig(Located.of("ledger"), Arrays.stream(urls).map(URI::create).map(Located::of).toList(), lab.endpoints,
                List.of(Located.of(Mesh.LEDGER.toString())), lab.protocol, lab.balance, lab.connections, lab.timeouts,
                new UpstreamConfig.AddressesConfig(lab.allow), lab.health, lab.outliers, lab.circuit, lab.retry, lab.hedge, lab.panicPercent, lab.slowStart, lab.drain);
    }

    static UpstreamConfig.RetryConfig retrying(int attempts, Condition... on) {
        return new UpstreamConfig.RetryConfig(Set.of(on), attempts, 20, Duration.ZERO, Duration.ofMillis(1));
    }

    Upstreams.Surroundings surroundings() {
        return new Upstreams.Surroundings(vertx, mesh.credentials, clock, lookup());
    }

    private Lookup lookup() {
        lookup = lookup.or(() -> Optional.of(new Lookup(names.orElseGet(() -> SystemNames.of(vertx)), clock)));
        return lookup.get();
    }

    MeshConfig meshConfig() {
        return new MeshConfig(Optional.empty(), List.of(Located.of(Path.of("bundle.pem"))), zone);
    }

    Forwarder forwarder(String... urls) {
        Problems problems = new Problems();
        Upstreams next = upstreams.next(List.of(config(this, urls)), meshConfig(), surroundings(), problems);
        upstreams.retire(next);
        upstreams = next;
        Forwarder forwarder = Forwarder.compile(RouteTable.compile(List.of(route().config()), problems), upstreams, problems, upgradeIdle);
        problems.throwIfAny();
        return forwarder;
    }

    Route route() {
        RouteSettings settings = route.apply(new RouteSettings(Optional.empty(), List.of(), RouteConfig.HeaderEdits.none(), RouteConfig.HeaderEdits.none(), Optional.empty()));
        MatchConfig match = new MatchConfig(List.of(Located.of("ledger.corp.test")),
                new MatchConfig.PathMatch(MatchConfig.PathMatch.Kind.PREFIX, Located.of("/")), List.of(), List.of(), List.of());
        RouteConfig config = new RouteConfig(new Located<>("ledger", Position.NONE), "Ledger", match, Optional.of(Located.of("ledger")), Optional.empty(),
                new RouteConfig.RewriteConfig(Optional.empty(), settings.host()), settings.request(), settings.response(), Optional.empty(), settings.timeouts(),
                Optional.empty(), settings.upgrades(), false, List.of(), RouteConfig.Discoverable.PERMITTED,
                new RouteConfig.IdentityHeaders(Optional.of("X-Ledger-User"), Optional.empty(), Optional.empty()), "ledger", List.of(), Map.of(), true);
        return new Route(0, "ledger", config);
    }

    Permit permit() {
        return PermitsForTests.permit(route());
    }

    static RequestFacts facts(String method, MultiMap headers) {
        try {
            Client client = new Client(InetAddress.getByName("198.51.100.7"), InetAddress.getLoopbackAddress(), Optional.of("ledger.corp.test"), List.of());
            return new RequestFacts(new RequestId("0123456789abcdef0123456789abcdef"), Instant.EPOCH, Protocol.HTTP_1_1, method,
                    Authority.parse("ledger.corp.test"), CanonicalPath.parse("/"), "", Headers.of(headers), client);
        } catch (java.net.UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static ForwardRequest request(String method, String target, RequestBody body) {
        return request(facts(method, MultiMap.caseInsensitiveMultiMap()), target, body, Promise.<Void>promise().future());
    }

    static ForwardRequest request(RequestFacts facts, String target, RequestBody body, Future<Void> over) {
        return new ForwardRequest(facts, target, body, List.of(new Asserted("X-Postern-Assertion", "signed"), new Asserted("X-Ledger-User", "alice")),
                ForwardRequest.Credentials.OURS, name -> name.startsWith("__Host-postern"), ExchangeTrace.NONE, over, to -> { });
    }

    static ForwardRequest get(String target) {
        return request("GET", target, new RequestBody.None());
    }

    /** The head, the whole body and the trailers of an answer. */
    record Answer(int status, MultiMap headers, Buffer body, MultiMap trailers, ForwardedResponse response) {
        String text() {
            return body.toString();
        }
    }

    Answer whole(Forwarder forwarder, ForwardRequest request) {
        return await(answer(forwarder, request));
    }

    Future<Answer> answer(Forwarder forwarder, ForwardRequest request) {
        return onLoop(() -> forwarder.forward(permit(), request).compose(Lab::read));
    }

    static Future<Answer> read(ForwardedResponse response) {
        Sink sink = new Sink();
        return response.relay(sink).map(trailers -> new Answer(response.status(), response.headers(), sink.written, trailers, response));
    }

    Reason refusal(Forwarder forwarder, ForwardRequest request) {
        return reason(answer(forwarder, request));
    }

    static Reason reason(Future<?> failing) {
        try {
            Object result = await(failing);
            throw new AssertionError("not refused: " + result);
        } catch (RefusedException refused) {
            return refused.denial().reason();
        }
    }

    <T> Future<T> onLoop(Supplier<Future<T>> call) {
        Promise<T> result = Promise.promise();
        vertx.getOrCreateContext().runOnContext(here -> call.get().onComplete(result));
        return result.future();
    }

    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new AssertionError(failed.getCause());
        } catch (InterruptedException | TimeoutException late) {
            throw new AssertionError("not done in time", late);
        }
    }

    /** As the gateway's timer does each second: on a loop. */
    void sweep() {
        await(onLoop(() -> {
            upstreams.sweep();
            return Future.succeededFuture();
        }));
    }

    /** Waits for what the loop does right after an answer: whoever reads it from beside may be there first. */
    void until(BooleanSupplier holds) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited in vain: " + upstreams.status());
            }
            Promise<Void> soon = Promise.promise();
            vertx.setTimer(5, due -> soon.complete());
            await(soon.future());
        }
    }

    static <T> List<T> all(List<Future<T>> futures) {
        List<T> results = new ArrayList<>();
        futures.forEach(future -> results.add(await(future)));
        return results;
    }

    @Override
    public void close() {
        upstreams.retire(Upstreams.none());
        await(vertx.close());
    }
}
