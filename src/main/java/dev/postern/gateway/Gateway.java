package dev.postern.gateway;

import dev.postern.audit.AuditTrail;
import dev.postern.audit.FileTrail;
import dev.postern.audit.StdoutTrail;
import dev.postern.audit.TrailSettings;
import dev.postern.config.AuditConfig;
import dev.postern.config.IngressConfig;
import dev.postern.config.InvalidConfigException;
import dev.postern.edge.Answers;
import dev.postern.edge.Listener;
import dev.postern.edge.Tls;
import dev.postern.identity.MemorySessionStore;
import dev.postern.limit.ConnectionGate;
import dev.postern.limit.LimitStores;
import dev.postern.limit.MemoryConcurrencyStore;
import dev.postern.limit.MemoryRateStore;
import dev.postern.page.Pages;
import dev.postern.pki.FileWatch;
import dev.postern.pki.ProofOfPossession;
import dev.postern.pki.SniKeyManager;
import dev.postern.upstream.Upstreams;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * A running gateway: started from a file, following its changes, drained in the end. Starting, draining and closing block; everything else may be called from any thread.
 */
public final class Gateway implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Gateway.class);
    private static final Duration START_WITHIN = Duration.ofSeconds(30);
    private static final Duration DRAIN_SLACK = Duration.ofSeconds(5);
    private static final int SWEEP_SESSIONS = 10_000;

    private final Path file;
    private final Surroundings surroundings;
    private final Blueprint.Ground ground;
    private final Assembly assembly;
    private final MemorySessionStore sessions;
    private final MeshMaterial mesh;
    private final SniKeyManager keys;
    private final ProofOfPossession clients;
    private final AuditTrail trail;
    private final Metrics metrics;
    private final Listener listener;
    private final FileWatch watch;
    private final List<Long> timers;
    private volatile Snapshot snapshot;
    private boolean closed;

    /** @throws InvalidConfigException with everything that is wrong with the configuration
     *  @throws IOException when the audit trail cannot be written or the address not be bound */
    public static Gateway start(Path file, Surroundings surroundings) throws IOException {
        return start(file, surroundings, Assembly.INSPECTORS);
    }

    static Gateway start(Path file, Surroundings surroundings, List<dev.postern.inspect.Inspector> inspectors) throws IOException {
        var limits = new LimitStores(new MemoryRateStore(), new MemoryConcurrencyStore());
        var ground = new Blueprint.Ground(surroundings.clock(), limits, inspectors);
        Gateway gateway = new Gateway(file, surroundings, ground, Blueprint.readServable(file, ground));
        try {
            gateway.listen();
        } catch (IOException | RuntimeException failed) {
            gateway.close();
            throw failed;
        }
        return gateway;
    }

    private Gateway(Path file, Surroundings surroundings, Blueprint.Ground ground, Blueprint first) throws IOException {
        this.file = file;
        this.surroundings = surroundings;
        this.ground = ground;
        Pages pages = new Pages();
        IngressConfig ingress = first.config().listen().ingress();
        this.sessions = new MemorySessionStore((session, why) ->
                LOG.infof("event=session-ended session=%s user=%s why=%s", session.key(), session.user().label(), why));
        this.mesh = new MeshMaterial(first.materials(), surroundings.clock());
        this.keys = new SniKeyManager(first.materials().ingress());
        this.clients = new ProofOfPossession(acceptedIssuers(first));
        this.assembly = new Assembly(surroundings, pages, sessions, mesh);
        this.snapshot = assembly.snapshot(first, Optional.empty());
        this.metrics = new Metrics(surroundings.meters());
        this.trail = trail(first.config().audit());
        this.metrics.watch(trail);
        Answers answers = new Answers(pages, surroundings.clock());
        Recorder recorder = new Recorder(trail, metrics, surroundings.clock());
        Pipeline pipeline = new Pipeline(() -> snapshot, recorder, new Refuser(answers), new Passage(answers, recorder));
        ConnectionGate gate = new ConnectionGate(new ConnectionGate.Bounds(ingress.bounds().connections(), ingress.bounds().connectionsPerClient()));
        this.listener = new Listener(surroundings.vertx(), new Listener.Setup(ingress, new Tls(keys, clients), gate, pipeline, answers,
                Guarded.names(first), surroundings.clock()));
        this.watch = new FileWatch(this::reload, surroundings.clock());
        this.timers = List.of(
                surroundings.vertx().setPeriodic(1_000, tick -> snapshot.upstreams().sweep()),
                surroundings.vertx().setPeriodic(10_000, tick -> sessions.sweep(surroundings.clock().instant(), SWEEP_SESSIONS)));
    }

    private void listen() throws IOException {
        if (!trail.accepting()) { // its first line is still on its way to the disk, and nothing passes before
            await(trail.flushed().toCompletableFuture(), START_WITHIN, "the audit trail cannot be written");
        }
        await(listener.start().toCompletionStage().toCompletableFuture(), START_WITHIN, "the ingress could not be opened");
        snapshot.authenticator().warm();
        watch.watch(snapshot.blueprint().files());
        watch.start(FileWatch.INTERVAL);
    }

    private AuditTrail trail(AuditConfig config) throws IOException {
        TrailSettings settings = TrailSettings.of(config, Product.VERSION, surroundings.clock());
        return config.file().isPresent() ? FileTrail.open(config.file().get().value(), settings) : StdoutTrail.open(settings);
    }

    private static List<X509Certificate> acceptedIssuers(Blueprint blueprint) {
        return Stream.concat(blueprint.devices().acceptedIssuers().stream(), blueprint.materials().workloads().authorities().stream()).distinct().toList();
    }

    /** Takes up a changed configuration whole, or leaves the old one in force and says why. Exchanges under way keep the one they began with. */
    private synchronized void reload() {
        Instant begun = surroundings.clock().instant();
        Snapshot before = snapshot;
        try {
            Blueprint next = Blueprint.readServable(file, ground);
            Restart.refuse(before.blueprint().config(), next.config());
            Snapshot after = assembly.snapshot(next, Optional.of(before));
            keys.replace(next.materials().ingress());
            clients.replaceAcceptedIssuers(acceptedIssuers(next));
            mesh.replace(next.materials());
            listener.guard(Guarded.names(next));
            snapshot = after;
            watch.watch(next.files());
            after.authenticator().warm();
            before.upstreams().retire(after.upstreams());
            before.authenticator().retire(after.authenticator());
            metrics.reloaded();
            LOG.infof("event=reloaded version=%s took=%d ms", next.version(), Duration.between(begun, surroundings.clock().instant()).toMillis());
        } catch (InvalidConfigException invalid) {
            metrics.reloadRefused();
            LOG.errorf("event=reload-refused kept=%s%n%s", before.version(), invalid.getMessage());
        } catch (RuntimeException broken) {
            metrics.reloadRefused();
            LOG.errorf(broken, "event=reload-failed kept=%s", before.version());
        }
    }

    /** Whether requests are taken in and can be recorded. */
    public boolean ready() {
        return listener.accepting() && trail.accepting();
    }

    /** Names the configuration in force. */
    public String version() {
        return snapshot.version();
    }

    /** Where clients connect. */
    public String address() {
        return snapshot.blueprint().config().listen().ingress().address().value().host() + ':' + listener.port();
    }

    public int port() {
        return listener.port();
    }

    /** Done when every exchange closed so far is on disk. */
    public void flushAudit() {
        trail.flushed().toCompletableFuture().join();
    }

    /** Stops taking in requests at once and lets those under way end, within the configured time. Blocks. */
    public void drain() {
        Duration within = snapshot.blueprint().config().listen().ingress().timeouts().drain().plus(DRAIN_SLACK);
        try {
            await(listener.drain().toCompletionStage().toCompletableFuture(), within, "draining");
        } catch (IOException late) {
            LOG.warnf("event=drain-incomplete cause=%s", late.getMessage());
        }
    }

    private static <T> void await(java.util.concurrent.CompletableFuture<T> done, Duration within, String what) throws IOException {
        try {
            done.get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw new IOException(what + ": " + failed.getCause().getMessage(), failed.getCause());
        } catch (TimeoutException late) {
            throw new IOException(what + ": not within " + within, late);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(what + ": interrupted", stopped);
        }
    }

    /** Drains, then lets go of everything; further calls wait for the first and do nothing. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        watch.close();
        drain();
        timers.forEach(surroundings.vertx()::cancelTimer);
        snapshot.authenticator().close();
        snapshot.upstreams().retire(Upstreams.none());
        trail.close();
    }
}
