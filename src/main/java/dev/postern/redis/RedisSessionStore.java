package dev.postern.redis;

import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import dev.postern.identity.Session;
import dev.postern.identity.SessionEnd;
import dev.postern.identity.SessionKey;
import dev.postern.identity.SessionStore;
import dev.postern.identity.StoredSession;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.ErrorType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Sessions that all replicas share, each sealed under its own name. What does not open is no session.
 *
 * <p>While the server cannot be asked: a session that it vouched for within the grace goes on being used as it was, without change; any other is refused
 * with {@link Reason#SESSION_STORE_UNAVAILABLE}, never taken for nobody. What is ended then is not believed here any more, and is ended in the server when it is
 * back, before anything else is asked of it. Any thread.
 */
final class RedisSessionStore implements SessionStore {

    private static final Script CREATE = Script.named("create");
    private static final Script REPLACE = Script.named("replace");
    private static final Script REMOVE = Script.named("remove");
    private static final Script PAGE = Script.named("page");
    private static final Script INDEXED = Script.named("indexed");
    /** A value outlives its session a little, so that whoever sweeps it can tell whose it was. */
    private static final Duration LINGER = Duration.ofMinutes(1);
    private static final int MOST_OF_ONE = 10_000;
    private static final int MOST_OF_A_PAGE = 200;
    static final int MOST_STRANGERS = 1_024;

    private final Link link;
    private final Names names;
    private final SealedSessions sealed;
    private final InstantSource clock;
    private final Ends ends;
    private final AtomicLong remembered = new AtomicLong();
    /** Questions on their way about sessions not seen here; confined to the link's event loop. */
    private int strangers;

    RedisSessionStore(Link link, Names names, SealedSessions sealed, InstantSource clock, Ends ends) {
        this.link = link;
        this.names = names;
        this.sealed = sealed;
        this.clock = clock;
        this.ends = ends;
    }

    @Override
    public Future<Void> create(StoredSession session, Bounds bounds) {
        byte[] value;
        try {
            value = sealed.seal(session);
        } catch (IllegalArgumentException tooLarge) {
            return Future.failedFuture(new RefusedException(Reason.SIGN_IN_FAILED, tooLarge.getMessage()));
        }
        if (sealed.open(session.session().key(), value).isEmpty()) {
            return Future.failedFuture(new RefusedException(Reason.SIGN_IN_FAILED, "the session could not be read back: its claims are too deep"));
        }
        return link.ask(() -> link.withWire(wire -> create(wire, session, value, bounds))).recover(RedisSessionStore::unavailable);
    }

    private Future<Void> create(Wire wire, StoredSession stored, byte[] value, Bounds bounds) {
        Session session = stored.session();
        List<String> keys = new ArrayList<>(List.of(names.session(session.key()), user(session), names.byUse(), names.byExpiry(), names.byName(), names.ended()));
        further(session).forEach(keys::add);
        return wire.run(CREATE, keys, List.of(value, kept(stored), stored.lastUsed().toEpochMilli(), stored.expiresAt().toEpochMilli(), session.key().value(),
                bounds.maximum(), bounds.perUser(), names.sessions())).map(gone -> {
                    ends.recent().seen(stored, clock.instant());
                    each(gone, 0, (key, old) -> ends.here(key, opened(key, old), SessionEnd.EVICTED));
                    return null;
                });
    }

    @Override
    public Future<Optional<StoredSession>> find(SessionKey key) {
        return link.ask(() -> ends.recent().hasEnded(key)
                ? Future.succeededFuture(Optional.<StoredSession>empty())
                : link.withWire(wire -> look(wire, key)).recover(failed -> remembered(key, failed))).recover(RedisSessionStore::unavailable);
    }

    /** Anybody may make up the names of sessions: questions about those that have not been seen here leave room for all others. */
    private Future<Optional<StoredSession>> look(Wire wire, SessionKey key) {
        if (ends.recent().session(key).isPresent()) {
            return read(wire, key);
        }
        if (strangers >= MOST_STRANGERS) {
            return Future.failedFuture(new Unavailable("too many sessions that have not been seen here are asked about"));
        }
        strangers++;
        return read(wire, key).onComplete(done -> strangers--);
    }

    /** Never more than a session may have, whatever is stored there. */
    private Future<Optional<StoredSession>> read(Wire wire, SessionKey key) {
        return wire.send(Request.cmd(Command.GETRANGE).arg(names.session(key)).arg(0).arg(KeyRing.MAX_SEALED_BYTES))
                .recover(failed -> failed instanceof ErrorType error && error.is("WRONGTYPE") ? Future.succeededFuture() : Future.failedFuture(failed))
                .map(answer -> {
                    Optional<StoredSession> found = answer == null ? Optional.empty() : opened(key, answer);
                    found.ifPresentOrElse(session -> ends.recent().seen(session, clock.instant()), () -> ends.recent().doubt(key));
                    return found;
                });
    }

    private Future<Optional<StoredSession>> remembered(SessionKey key, Throwable failed) {
        Optional<StoredSession> usable = ends.recent().usable(key, clock.instant());
        usable.ifPresent(session -> remembered.incrementAndGet());
        return usable.isPresent() ? Future.succeededFuture(usable) : Future.failedFuture(failed);
    }

    @Override
    public Future<Boolean> replace(StoredSession was, StoredSession is) {
        byte[] value;
        try {
            value = sealed.seal(is);
        } catch (IllegalArgumentException tooLarge) {
            return Future.failedFuture(tooLarge);
        }
        SessionKey key = is.session().key();
        return link.ask(() -> link.withWire(wire -> replace(wire, was, is, value))
                .recover(failed -> remembered(key, failed).map(false))).recover(RedisSessionStore::unavailable);
    }

    private Future<Boolean> replace(Wire wire, StoredSession was, StoredSession is, byte[] value) {
        Session session = is.session();
        List<String> keys = new ArrayList<>(List.of(names.session(session.key()), names.byUse(), names.byExpiry(), user(session)));
        further(session).forEach(keys::add);
        return wire.run(REPLACE, keys, List.of(KeyRing.stamp(was.version()), value, kept(is), is.lastUsed().toEpochMilli(), is.expiresAt().toEpochMilli(),
                session.key().value())).map(answer -> {
                    boolean replaced = answer.toInteger() == 1;
                    if (replaced) {
                        ends.recent().seen(is, clock.instant());
                    }
                    return replaced;
                });
    }

    @Override
    public Future<Boolean> remove(SessionKey key, SessionEnd why) {
        return link.ask(() -> link.withWire(wire -> remove(wire, key, why)).onFailure(failed -> ends.later(key, why))).recover(RedisSessionStore::unavailable);
    }

    private Future<Boolean> remove(Wire wire, SessionKey key, SessionEnd why) {
        return wire.run(REMOVE, List.of(names.session(key), names.byUse(), names.byExpiry(), names.byName(), names.ended()), List.of(key.value(), why.name())).map(value -> {
            Optional<StoredSession> gone = value == null ? Optional.empty() : opened(key, value);
            ends.here(key, gone, why);
            return gone.isPresent();
        });
    }

    /** Ends in the server what was ended while it could not be asked. */
    Future<Void> removeOverdue(Wire wire) {
        return Future.all(ends.overdue().entrySet().stream().map(one -> remove(wire, one.getKey(), one.getValue()).onSuccess(done -> ends.done(one.getKey()))).toList())
                .mapEmpty();
    }

    @Override
    public Future<List<Session>> ofUser(String provider, String name) {
        return indexed(names.user(provider, name), session -> session.user().provider().equals(provider) && session.user().name().equals(name));
    }

    @Override
    public Future<List<Session>> ofProviderSession(String provider, String sid) {
        return indexed(names.providerSession(provider, sid),
                session -> session.user().provider().equals(provider) && session.providerSession().equals(Optional.of(sid)));
    }

    @Override
    public Future<List<Session>> ofSubject(String provider, String subject) {
        return indexed(names.subject(provider, subject), session -> session.user().provider().equals(provider) && session.subject().equals(Optional.of(subject)));
    }

    @Override
    public Future<Page> page(Optional<String> next, int most) {
        List<Object> arguments = List.of(next.orElse(""), Math.clamp(most, 1, MOST_OF_A_PAGE), names.sessions());
        return link.ask(() -> link.withWire(wire -> wire.run(PAGE, List.of(names.byName()), arguments).map(answer -> {
            List<StoredSession> found = new ArrayList<>();
            each(answer, 1, (key, value) -> opened(key, value).ifPresent(found::add));
            return new Page(found, Optional.of(answer.get(0).toString(StandardCharsets.UTF_8)).filter(last -> !last.isEmpty()));
        }))).recover(RedisSessionStore::unavailable);
    }

    /** What an index names is believed only if the session itself says the same. */
    private Future<List<Session>> indexed(String index, Predicate<Session> belongs) {
        return link.ask(() -> link.withWire(wire -> wire.run(INDEXED, List.of(index), List.of(names.sessions(), MOST_OF_ONE)).map(answer -> {
            List<Session> found = new ArrayList<>();
            each(answer, 0, (key, value) -> opened(key, value).map(StoredSession::session).filter(belongs).ifPresent(found::add));
            return List.copyOf(found);
        }))).recover(RedisSessionStore::unavailable);
    }

    /** Sessions that a beat has ended because their time was over. */
    void expired(Response gone) {
        each(gone, 0, (key, value) -> ends.here(key, opened(key, value), SessionEnd.EXPIRED));
    }

    /** Requests that went on with a session as it was last seen, for a metric. */
    long remembered() {
        return remembered.get();
    }

    private Optional<StoredSession> opened(SessionKey key, Response value) {
        return sealed.open(key, value.toBytes());
    }

    private interface Pair {

        void of(SessionKey key, Response value);
    }

    private static void each(Response pairs, int from, Pair use) {
        for (int i = from; i + 1 < pairs.size(); i += 2) {
            use.of(new SessionKey(pairs.get(i).toString(StandardCharsets.UTF_8)), pairs.get(i + 1));
        }
    }

    private long kept(StoredSession session) {
        Duration left = Duration.between(clock.instant(), session.expiresAt());
        return (left.isNegative() ? Duration.ZERO : left).plus(LINGER).toMillis();
    }

    private String user(Session session) {
        return names.user(session.user().provider(), session.user().name());
    }

    private Stream<String> further(Session session) {
        String provider = session.user().provider();
        return Stream.concat(session.providerSession().map(sid -> names.providerSession(provider, sid)).stream(),
                session.subject().map(subject -> names.subject(provider, subject)).stream());
    }

    private static <T> Future<T> unavailable(Throwable failed) {
        return Future.failedFuture(failed instanceof RefusedException refused
                ? refused
                : new RefusedException(Reason.SESSION_STORE_UNAVAILABLE, "the session store cannot be asked: " + failed.getClass().getSimpleName()));
    }
}
