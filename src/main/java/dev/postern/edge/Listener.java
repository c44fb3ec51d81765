package dev.postern.edge;

import dev.postern.config.IngressConfig;
import dev.postern.exchange.Denial;
import dev.postern.exchange.EncoderTable;
import dev.postern.exchange.Protocol;
import dev.postern.exchange.RefusedException;
import dev.postern.exchange.RequestFacts;
import dev.postern.limit.ConnectionGate;
import dev.postern.pki.TlsEngine;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Verticle;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.Http1xServerConnection;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * The HTTPS ingress: HTTP/1.1 and HTTP/2 over TLS 1.3 and 1.2, on one server for each core, all sharing one port. It hands every exchange to an {@link ExchangeHandler},
 * checked and canonical, or with the denial of what was wrong with it.
 *
 * <p>Thread-safe. Starts once; a drained listener does not start again.
 */
public final class Listener {

    private static final Logger LOG = Logger.getLogger(Listener.class);

    /** Vert.x shares a free port between servers that ask for the same negative one. */
    private static final AtomicInteger FREE_PORTS = new AtomicInteger(-1);

    private final Vertx vertx;
    private final Setup setup;
    private final Entrance entrance;
    private final Hygiene hygiene;
    private final Set<LoopClock> clocks = ConcurrentHashMap.newKeySet();
    private final Queue<GatedServer> servers = new ConcurrentLinkedQueue<>();
    private final Promise<Void> drained = Promise.promise();
    private final AtomicInteger port = new AtomicInteger();
    private volatile Optional<String> deployment = Optional.empty();
    private volatile boolean accepting;
    private volatile boolean draining;

    /**
     * What a listener is made of.
     *
     * @param config  address, bounds, times, trust
     * @param tls     keys and client certificates
     * @param gate    limits of connections
     * @param handler what is behind
     * @param answers for what the handler fails to answer
     * @param guarded names of headers that the gateway writes for upstreams besides its fixed ones
     * @param clock   when requests are received
     */
    public record Setup(IngressConfig config, Tls tls, ConnectionGate gate, ExchangeHandler handler, Answers answers, Set<String> guarded, InstantSource clock) {

        public Setup {
            Objects.requireNonNull(config, "config");
            Objects.requireNonNull(tls, "tls");
            Objects.requireNonNull(gate, "gate");
            Objects.requireNonNull(handler, "handler");
            Objects.requireNonNull(answers, "answers");
            guarded = Set.copyOf(guarded);
            Objects.requireNonNull(clock, "clock");
        }
    }

    public Listener(Vertx vertx, Setup setup) {
        this.vertx = vertx;
        this.setup = setup;
        this.entrance = new Entrance(setup.config(), setup.gate());
        this.hygiene = new Hygiene(setup.config(), setup.guarded());
    }

    /** Binds. The future fails when the address cannot be bound or the TLS options cannot be used. */
    public Future<Void> start() {
        HttpServerOptions options = ServerOptions.of(setup.config(), setup.tls());
        if (options.getPort() == 0) {
            options.setPort(FREE_PORTS.getAndDecrement());
        }
        int loops = Runtime.getRuntime().availableProcessors();
        return vertx.deployVerticle(() -> server(options), new DeploymentOptions().setInstances(loops)).map(id -> {
            deployment = Optional.of(id);
            accepting = true;
            LOG.infof("ingress listening address=%s port=%d loops=%d tls=%s native-transport=%s", options.getHost(), port.get(), loops, TlsEngine.here(), vertx.isNativeTransportEnabled());
            return null;
        });
    }

    /**
     * New handshakes name the authorities that the trust manager accepts now. The JDK asks it each time; BoringSSL has them in its context, which is made anew. What is open stays.
     */
    public void renewIssuers() {
        if (TlsEngine.here() == TlsEngine.BORINGSSL) {
            servers.forEach(server -> server.renewTls().onFailure(failed -> LOG.errorf("event=issuers-not-renewed cause=%s", failed.getMessage())));
        }
    }

    private Verticle server(HttpServerOptions options) {
        return new AbstractVerticle() {
            private LoopClock clock;

            @Override
            public void start(Promise<Void> started) {
                clock = new LoopClock(((ContextInternal) context).nettyEventLoop());
                clock.start();
                clocks.add(clock);
                GatedServer server = new GatedServer((VertxInternal) vertx, options, entrance);
                servers.add(server);
                server.connectionHandler(Listener.this::connected);
                server.requestHandler(Listener.this::received);
                server.invalidRequestHandler(Listener.this::received);
                server.exceptionHandler(broken -> LOG.debugf("connection failed cause=%s", broken.getMessage()));
                server.listen().onSuccess(bound -> port.set(bound.actualPort())).<Void>mapEmpty().onComplete(started);
            }

            @Override
            public void stop() {
                clock.stop();
                clocks.remove(clock);
            }
        };
    }

    /** From now on these names are guarded in place of those it was set up with. */
    public void guard(Set<String> names) {
        hygiene.guard(names);
    }

    /** The port it is bound to. */
    public int port() {
        return port.get();
    }

    /** Whether new connections are taken in: readiness. */
    public boolean accepting() {
        return accepting && !draining;
    }

    /** How late the latest of its event loops is. */
    public Duration loopDelay() {
        return clocks.stream().map(LoopClock::delay).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    }

    /** Connections closed so far because their frames carried next to nothing. */
    public long overspent() {
        return entrance.overspent();
    }

    /** How a TLS handshake ended. */
    public enum Handshake { DONE, FAILED }

    public long handshakes(Handshake how) {
        return entrance.handshakes(how);
    }

    /** Connections open now, those in handshake included. */
    public int connections() {
        return entrance.open();
    }

    /**
     * Stops accepting, asks clients to go (GOAWAY, {@code Connection: close}), waits for open exchanges up to the configured drain time, then cuts what is left. Readiness
     * turns false at once. The future completes when everything is closed; later calls get the same.
     */
    public Future<Void> drain() {
        if (draining) {
            return drained.future();
        }
        draining = true;
        entrance.drain();
        long deadline = System.nanoTime() + setup.config().timeouts().drain().toNanos();
        awaitEmpty(deadline);
        return drained.future();
    }

    private void awaitEmpty(long deadline) {
        boolean late = System.nanoTime() - deadline >= 0;
        if (late && entrance.open() > 0) {
            LOG.warnf("drain time is over, cutting connections=%d", entrance.open());
            entrance.abortAll();
        }
        if (entrance.open() > 0) { // those cut just now too: their exchanges must be over before anybody is told
            vertx.setTimer(20, again -> awaitEmpty(deadline));
            return;
        }
        deployment.map(vertx::undeploy).orElseGet(Future::succeededFuture).onComplete(drained);
    }

    private void connected(HttpConnection http) {
        Connection connection = Connection.of(http);
        if (http instanceof Http1xServerConnection plain) {
            RequestDecoder decoder = new RequestDecoder(ServerOptions.decoder(setup.config().bounds()), setup.config().bounds().headerCount(), connection);
            plain.channel().pipeline().replace("httpDecoder", "httpDecoder", decoder);
            connection.speaks(http, decoder);
        } else {
            EncoderTable.bound(http);
            HostsInSight.in(((ConnectionBase) http).channel().pipeline());
            connection.speaks(http);
        }
    }

    private void received(HttpServerRequest request) {
        Context context = Vertx.currentContext();
        Downstream downstream = new Downstream(request, context, new Downstream.Terms(setup.clock().instant(), setup.config().timeouts().bodyIdle(), setup.config().bounds().bodyRateBytes()));
        if (downstream.protocol() == Protocol.HTTP_2) {
            context.runOnContext(next -> dispatch(downstream)); // by then an empty body has shown that it is empty
        } else {
            dispatch(downstream);
        }
    }

    private void dispatch(Downstream downstream) {
        if (downstream.closed().isComplete()) {
            return; // the client has taken it back already
        }
        RequestFacts facts;
        try {
            facts = hygiene.check(downstream);
        } catch (RefusedException refused) {
            refuse(downstream, refused.denial());
            return;
        }
        try {
            setup.handler().handle(downstream, facts);
        } catch (RuntimeException broken) {
            setup.answers().fail(downstream, broken);
        }
    }

    /** After a request that was not understood, nothing on its connection is. */
    private void refuse(Downstream downstream, Denial denial) {
        downstream.closeAfterwards();
        try {
            setup.handler().refused(downstream, denial);
        } catch (RuntimeException broken) {
            setup.answers().fail(downstream, broken);
        }
    }
}
