package dev.postern.redis;

import dev.postern.config.SharedStateConfig;
import dev.postern.config.SharedStateConfig.RevocationsUnknown;
import dev.postern.config.SharedStateConfig.SealingKey;
import dev.postern.identity.SessionKey;
import dev.postern.identity.SessionObserver;
import dev.postern.identity.SessionStore;
import dev.postern.limit.ConcurrencyStore;
import dev.postern.limit.RateStore;
import dev.postern.revocation.ReplayCache;
import dev.postern.revocation.RevocationStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * What replicas have in common in one Redis or Valkey server: sessions, limits, revocations and what may be used once. It outlives configurations, may be opened before the server is there, and goes on
 * without it by stated rules, in its stores. Any thread.
 */
public final class SharedState implements AutoCloseable {

    /** How soon another replica feels what happened here, about. */
    private static final Duration BEAT = Duration.ofMillis(500);
    private static final Duration KEEP = Duration.ofMinutes(1);

    private final Vertx vertx;
    private final InstantSource clock;
    private final Link link;
    private final Replicas replicas;
    private final SealedSessions sealed;
    private final Ends ends;
    private final RedisSessionStore sessions;
    private final RedisRateStore rates;
    private final RedisConcurrencyStore concurrency;
    private final long beats;
    private final long keeps;
    private final RedisRevocationStore revocations;
    private final RedisReplayCache replays;
    private volatile RevocationsUnknown unknown;
    private volatile List<SealingKey> keys;
    private boolean beating;
    private boolean following;

    /** @param observer told of each session that ends here, and of those used here that end elsewhere */
    public SharedState(SharedStateConfig config, Vertx vertx, InstantSource clock, SessionObserver observer) {
        this.vertx = vertx;
        this.clock = clock;
        Names names = new Names(config.redis().prefix(), config.nameSecret());
        this.unknown = config.revocationsUnknown();
        this.keys = config.keys();
        this.replicas = new Replicas(names);
        this.sealed = new SealedSessions(new KeyRing(config.keys()));
        this.ends = new Ends(names, new Recent(config.grace()), observer);
        this.link = new Link(vertx, config.redis(), this::greet);
        this.sessions = new RedisSessionStore(link, names, sealed, clock, ends);
        this.rates = new RedisRateStore(link, names, replicas);
        this.concurrency = new RedisConcurrencyStore(link, names, replicas);
        this.revocations = new RedisRevocationStore(link, new StoredRevocations(names, new SealedRevocations(sealed::ring), clock), clock);
        this.replays = new RedisReplayCache(link, names, clock);
        this.beats = vertx.setPeriodic(BEAT.toMillis(), tick -> link.run(() -> {
            beat();
            follow();
        }));
        this.keeps = vertx.setPeriodic(KEEP.toMillis(), tick -> link.run(this::keep));
        link.start();
    }

    /** First on each connection: who this is, what is open here, what ended meanwhile. */
    private Future<Void> greet(Wire wire) {
        replicas.rename();
        revocations.following().restart();
        return replicas.beat(wire, clock.millis()).map(this::heard)
                .compose(heard -> concurrency.tell(wire))
                .compose(told -> sessions.removeOverdue(wire))
                .compose(removed -> ends.missing(wire))
                .compose(gone -> gone.isEmpty() ? Future.succeededFuture() : explain(wire, gone));
    }

    /** Another replica may have ended them since the first beat, and said why. */
    private Future<Void> explain(Wire wire, List<SessionKey> gone) {
        return replicas.beat(wire, clock.millis()).map(this::heard).onSuccess(heard -> ends.unexplained(gone)).mapEmpty();
    }

    private void beat() {
        if (beating) {
            return;
        }
        beating = true;
        link.withWire(wire -> replicas.beat(wire, clock.millis()).onSuccess(heard -> {
            heard(heard);
            if (!heard.known()) {
                link.drop("this replica was taken for dead");
            } else if (concurrency.astray()) {
                link.drop("places were taken or given back without being counted");
            }
        })).onComplete(done -> beating = false);
    }

    /** Beside the beat, which must not wait for it. */
    private void follow() {
        if (following) {
            return;
        }
        following = true;
        link.withWire(revocations.following()::follow).onComplete(done -> following = false);
    }

    private Replicas.Heard heard(Replicas.Heard heard) {
        sessions.expired(heard.expired());
        ends.heard(heard.ends());
        return heard;
    }

    private void keep() {
        link.withWire(wire -> {
            concurrency.keep(wire);
            return Future.succeededFuture();
        });
    }

    public SessionStore sessions() {
        return sessions;
    }

    public RateStore rates() {
        return rates;
    }

    public ConcurrencyStore concurrency() {
        return concurrency;
    }

    public RevocationStore revocations() {
        return revocations;
    }

    public ReplayCache replays() {
        return replays;
    }

    /** Whether all that the server held revoked has been read and opened once; before that, this replica should not be sent any requests. */
    public boolean ready() {
        return revocations.following().complete();
    }

    /** Whether enough is known of what is revoked to let somebody pass: all that was once, or as little as was configured. */
    public boolean knowsEnough() {
        return revocations.following().complete() || unknown == RevocationsUnknown.SERVE;
    }

    /** Takes up other keys, another server or another way to it. Prefix, name secret and grace stay. */
    public void replace(SharedStateConfig changed) {
        sealed.replace(new KeyRing(changed.keys()));
        if (!changed.keys().equals(keys)) {
            keys = changed.keys();
            revocations.following().keysChanged();
        }
        unknown = changed.revocationsUnknown();
        link.replace(changed.redis());
    }

    /** Whether the server answers. */
    public boolean up() {
        return link.up();
    }

    /** How often the server was lost. */
    public long lost() {
        return link.lost();
    }

    /** Replicas alive, this one among them, as last heard. */
    public int replicas() {
        return replicas.alive();
    }

    /** Requests whose limits were counted here alone. */
    public long drawnLocally() {
        return rates.drawnLocally();
    }

    /** Requests that went on with a session as it was last seen. */
    public long remembered() {
        return sessions.remembered();
    }

    /** Revocations that the server holds and that do not open here. */
    public int unopenedRevocations() {
        return revocations.following().unopened();
    }

    @Override
    public void close() {
        vertx.cancelTimer(beats);
        vertx.cancelTimer(keeps);
        link.close();
    }
}
