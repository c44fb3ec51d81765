package dev.postern.gateway;

import dev.postern.audit.AuditTrail;
import dev.postern.audit.SinkTrail;
import dev.postern.audit.StdoutTrail;
import dev.postern.audit.TrailSettings;
import dev.postern.config.AuditConfig;
import dev.postern.config.IngressConfig;
import dev.postern.config.InvalidConfigException;
import dev.postern.config.LoadedConfig;
import dev.postern.config.Secret;
import dev.postern.device.RevocationNetwork;
import dev.postern.edge.Answers;
import dev.postern.edge.Listener;
import dev.postern.edge.Tls;
import dev.postern.limit.AddressBudgets;
import dev.postern.limit.ConnectionGate;
import dev.postern.limit.Memory;
import dev.postern.limit.OverloadMonitor;
import dev.postern.limit.Pressure;
import dev.postern.page.Pages;
import dev.postern.pki.FileWatch;
import dev.postern.pki.ProofOfPossession;
import dev.postern.pki.SniKeyManager;
import dev.postern.portal.BackchannelLogout;
import dev.postern.upstream.Upstreams;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Future;
import io.vertx.core.impl.VertxInternal;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    private final Path file;
    private final Surroundings surroundings;
    private final Blueprint.Ground ground;
    private final Assembly assembly;
    private final Stores stores;
    private final OpenExchanges open;
    private final Recorder recorder;
    private final Counting counting;
    private final Strangers strangers;
    private final Refusals refusals;
    private final MeshMaterial mesh;
    private final SniKeyManager keys;
    private final ProofOfPossession clients;
    private final AuditTrail trail;
    private final Metrics metrics;
    private final Listener listener;
    private final AddressBudgets budgets;
    private final Pressure pressure = new Pressure();
    private final OverloadMonitor overload;
    private final FileWatch watch;
    private final List<Long> timers;
    private volatile Snapshot snapshot;
    private boolean closed;

    /** @throws InvalidConfigException with everything that is wrong with the configuration
     *  @throws IOException when the audit trail cannot be written or the address not be bound */
    public static Gateway start(Path file, Surroundings surroundings) throws IOException {
        return start(file, surroundings, Assembly.inspectors(surroundings.clock()));
    }

    static Gateway start(Path file, Surroundings surroundings, List<dev.postern.inspect.Inspector> inspectors) throws IOException {
        Instant read = Instant.now();
        LoadedConfig loaded = Blueprint.load(file);
        Stores stores = Stores.open(loaded.config(), surroundings.vertx(), surroundings.clock(), new SessionEnds());
        Gateway gateway;
        try {
            var ground = new Blueprint.Ground(surroundings.clock(), stores.limits(), inspectors,
                    RevocationNetwork.over(surroundings.vertx(), surroundings.lookup(), surroundings.clock()));
            gateway = new Gateway(file, surroundings, ground, stores, Blueprint.compile(loaded, ground));
        } catch (IOException | RuntimeException failed) {
            stores.close();
            throw failed;
        }
        try {
            gateway.listen(read);
        } catch (IOException | RuntimeException failed) {
            gateway.close();
            throw failed;
        }
        return gateway;
    }

    private Gateway(Path file, Surroundings surroundings, Blueprint.Ground ground, Stores stores, Blueprint first) throws IOException {
        this.file = file;
        this.surroundings = surroundings;
        this.ground = ground;
        Pages pages = new Pages();
        IngressConfig ingress = first.config().listen().ingress();
        this.stores = stores;
        this.mesh = new MeshMaterial(first.materials(), surroundings.clock());
        this.keys = new SniKeyManager(first.materials().ingress());
        this.clients = new ProofOfPossession(acceptedIssuers(first));
        this.budgets = new AddressBudgets(Shedding.rates(first.config().listen()));
        Shedding shedding = new Shedding(pressure, budgets);
        this.assembly = new Assembly(surroundings, pages, stores.sessions(), mesh, new BackchannelLogout.Parts(stores.replays(), shedding));
        this.snapshot = assembly.snapshot(first, Optional.empty());
        this.metrics = new Metrics(surroundings.meters());
        this.trail = trail(first.config().audit());
        this.metrics.watch(trail);
        this.metrics.look(snapshot.upstreams().status());
        this.metrics.watch(assembly.spans());
        ground.inspectors().forEach(this.metrics::watch);
        stores.shared().ifPresent(metrics::watch);
        Answers answers = new Answers(pages, surroundings.clock());
        Refuser refuser = new Refuser(answers);
        Withdrawals withdrawals = new Withdrawals(stores.revocations().revoked(), stores::knowsEnough);
        this.open = new OpenExchanges(new Standing(() -> snapshot, withdrawals, new Ending(refuser, metrics)), metrics, surroundings.clock());
        stores.revocations().revoked().observe(open::changed);
        stores.ends().tell(open::sessionEnded);
        this.counting = new Counting(trail, surroundings.clock());
        this.strangers = new Strangers(trail, budgets, counting, first.config().audit());
        this.refusals = new Refusals(trail, counting, first.config().audit());
        metrics.watch(counting);
        this.recorder = new Recorder(new Recorder.Books(trail, strangers, refusals), metrics, surroundings.clock(), open);
        Pipeline pipeline = new Pipeline(() -> snapshot, recorder, refuser, new Passage(answers, recorder), new Pipeline.Guards(open, withdrawals, shedding, stores::alone));
        ConnectionGate gate = new ConnectionGate(new ConnectionGate.Bounds(ingress.bounds().connections(), ingress.bounds().connectionsPerClient()), budgets, pressure);
        this.listener = new Listener(surroundings.vertx(), new Listener.Setup(ingress, new Tls(keys, clients), gate, pipeline, answers,
                Guarded.names(first), surroundings.clock()));
        this.overload = new OverloadMonitor(pressure, Shedding.thresholds(ingress.overload()),
                new OverloadMonitor.Sources(new Memory()::use, listener::loopDelay), Gateway::pressed);
        metrics.watch(overload, pressure);
        metrics.watch(gate, listener);
        this.watch = new FileWatch(this::reload, surroundings.clock());
        this.timers = List.of(
                surroundings.vertx().setPeriodic(1_000, tick -> counting.tell()),
                surroundings.vertx().setPeriodic(1_000, tick -> snapshot.upstreams().sweep()),
                surroundings.vertx().setPeriodic(1_000, tick -> metrics.look(snapshot.upstreams().status())),
                surroundings.vertx().setPeriodic(1_000, tick -> snapshot.blueprint().refresh(surroundings.clock().instant())));
    }

    private static void pressed(Pressure.Level was, Pressure.Level is) {
        LOG.warnf("event=overload turning-away=%s was=%s", is, was);
    }

    private static void doubt(Blueprint blueprint) {
        blueprint.doubts().forEach(doubt -> LOG.warnf("event=configuration-doubtful at=%s detail=\"%s\" hint=\"%s\"", doubt.at(), doubt.message(), doubt.hint()));
    }

    /** @param read when reading the files began */
    private void listen(Instant read) throws IOException {
        if (!trail.accepting()) { // its first line is still on its way to the disk, and nothing passes before
            await(trail.flushed().toCompletableFuture(), START_WITHIN, "the audit trail cannot be written");
        }
        await(listener.start().toCompletionStage().toCompletableFuture(), START_WITHIN, "the ingress could not be opened");
        overload.start();
        doubt(snapshot.blueprint());
        snapshot.authenticator().warm();
        snapshot.blueprint().refresh(surroundings.clock().instant());
        watch.watch(snapshot.blueprint().files(), read);
        watch.start(FileWatch.INTERVAL);
    }

    private AuditTrail trail(AuditConfig config) throws IOException {
        TrailSettings settings = TrailSettings.of(config, Product.VERSION, surroundings.clock());
        return config.file().isPresent() ? SinkTrail.open(config, settings) : StdoutTrail.open(settings);
    }

    private static List<X509Certificate> acceptedIssuers(Blueprint blueprint) {
        return Stream.concat(blueprint.devices().acceptedIssuers().stream(), blueprint.materials().workloads().authorities().stream()).distinct().toList();
    }

    /** Takes up a changed configuration whole, or leaves the old one in force and says why. Exchanges under way keep the one they began with. */
    private synchronized void reload() {
        Instant begun = Instant.now();
        Snapshot before = snapshot;
        try {
            Blueprint next = Blueprint.readServable(file, ground);
            watchToo(next.files(), begun); // refused for something else, it waits for these as well
            Restart.refuse(before.blueprint().config(), next.config());
            Snapshot after = assembly.snapshot(next, Optional.of(before));
            keys.replace(next.materials().ingress());
            if (!acceptedIssuers(next).equals(acceptedIssuers(before.blueprint()))) {
                clients.replaceAcceptedIssuers(acceptedIssuers(next));
                listener.renewIssuers();
            }
            trail.renew(next.config().audit());
            mesh.replace(next.materials());
            stores.replace(next.config());
            listener.guard(Guarded.names(next));
            IngressConfig ingress = next.config().listen().ingress();
            budgets.rates(Shedding.rates(next.config().listen()));
            strangers.replace(next.config().audit());
            refusals.replace(next.config().audit());
            overload.thresholds(Shedding.thresholds(ingress.overload()));
            if (!next.version().equals(before.version())) {
                doubt(next);
            }
            snapshot = after;
            watch.watch(next.files(), begun);
            open.changed();
            after.authenticator().warm();
            before.upstreams().retire(after.upstreams());
            before.authenticator().retire(after.authenticator());
            before.tracing().retire(after.tracing());
            metrics.reloaded();
            LOG.infof("event=reloaded version=%s took=%d ms", next.version(), Duration.between(begun, Instant.now()).toMillis());
        } catch (InvalidConfigException invalid) {
            metrics.reloadRefused();
            watchToo(invalid.files(), begun);
            LOG.errorf("event=reload-refused kept=%s%n%s", before.version(), invalid.getMessage());
        } catch (RuntimeException broken) {
            metrics.reloadRefused();
            LOG.errorf(broken, "event=reload-failed kept=%s", before.version());
        }
    }

    /** Beside those of the configuration in force. */
    private void watchToo(Set<Path> files, Instant read) {
        Set<Path> all = new HashSet<>(snapshot.blueprint().files());
        all.addAll(files);
        watch.watch(all, read);
    }

    /** Looks for changed files now, as is done twice a second anyway. A change is taken up when two looks in a row saw the same. */
    void look() {
        watch.poll();
    }

    /** Whether anybody can be an operator here. */
    public boolean hasOperators() {
        return operators().exist();
    }

    /** Who shows this. Never fails. */
    public Future<Operator> operator(Optional<Secret> token, List<X509Certificate> chain) {
        return operators().who(token, chain, surroundings.clock().instant());
    }

    private Operators operators() {
        return new Operators(snapshot.blueprint(), stores.revocations().revoked());
    }

    /** Pays for a look at what somebody shows who wants to be an operator; to be given back when it was good. */
    public AddressBudgets.Spent attempt(InetAddress address) {
        return budgets.spend(AddressBudgets.Work.OPERATOR, address);
    }

    /** What an operator may do. */
    public Operations operations() {
        return new Operations(stores, () -> snapshot, recorder, open::count);
    }

    /** Whether requests are taken in and can be recorded. */
    public boolean ready() {
        return listener.accepting() && trail.accepting() && stores.ready();
    }

    /** Whom the gateway turns away now because it is hard pressed. */
    public Pressure.Level turningAway() {
        return pressure.level();
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

    /**
     * Done when every exchange whose answer has left is on disk: an event is handed over by its loop right after the answer's last octet, or when rules have had their last look at it, so
     * each loop is let finish what it is at. Blocks.
     */
    public void flushAudit() {
        for (EventExecutor loop : ((VertxInternal) surroundings.vertx()).getEventLoopGroup()) {
            loop.submit(() -> {}).syncUninterruptibly();
        }
        recorder.settled().toCompletionStage().toCompletableFuture().join();
        trail.flushed().toCompletableFuture().join();
    }

    /** Stops taking in requests at once and lets those under way end, within the configured time. Blocks. */
    public void drain() {
        snapshot.upstreams().drain();
        Duration within = snapshot.blueprint().config().listen().ingress().timeouts().drain().plus(DRAIN_SLACK);
        try {
            await(listener.drain().toCompletionStage().toCompletableFuture(), within, "draining");
        } catch (IOException late) {
            LOG.warnf("event=drain-incomplete cause=%s", late.getMessage());
        }
    }

    /** What has ended is recorded, also where rules have still to have their last look. */
    private void settle() {
        try {
            await(recorder.settled().toCompletionStage().toCompletableFuture(), DRAIN_SLACK, "recording");
        } catch (IOException late) {
            LOG.warnf("event=record-incomplete cause=%s", late.getMessage());
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
        settle();
        overload.close();
        timers.forEach(surroundings.vertx()::cancelTimer);
        snapshot.authenticator().close();
        snapshot.upstreams().retire(Upstreams.none());
        snapshot.tracing().close();
        open.close();
        ground.revocations().close();
        stores.close();
        counting.tell();
        trail.close();
    }
}
