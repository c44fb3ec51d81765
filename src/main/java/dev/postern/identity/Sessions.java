package dev.postern.identity;

import dev.postern.config.IdentityConfig.SessionsConfig;
import dev.postern.config.IdentityConfig.SessionsConfig.DeviceBinding;
import dev.postern.config.Secret;
import dev.postern.exchange.Client;
import dev.postern.exchange.Denial;
import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import dev.postern.exchange.RequestFacts;
import dev.postern.pki.Thumbprint;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Sessions of people: begun at sign-in, found by their cookie, rotated, renewed, tied to their device, ended. Built anew for each configuration over
 * a store that stays, so that a shorter idle time or lifetime holds at once for sessions that began before. Any thread; futures complete on the
 * caller's context.
 */
public final class Sessions {

    /** How long a session goes on after its tokens have expired when the provider cannot be reached. */
    public static final Duration PROVIDER_GRACE = Duration.ofMinutes(5);

    private static final Duration MAX_TOUCH = Duration.ofMinutes(1);
    private static final Logger LOG = Logger.getLogger(Sessions.class);

    private final SessionsConfig config;
    private final IdentityParts parts;
    private final SessionRefresh refresh;
    private final SessionStore.Bounds bounds;
    private final Duration touch;

    Sessions(SessionsConfig config, IdentityParts parts) {
        this.config = config;
        this.parts = parts;
        this.refresh = new SessionRefresh(parts.sessions(), parts.refresher(), parts.vertx(), parts.clock());
        this.bounds = new SessionStore.Bounds(config.maximum(), config.perUser());
        Duration share = config.idle().dividedBy(64);
        this.touch = share.compareTo(MAX_TOUCH) < 0 ? share : MAX_TOUCH;
    }

    /** A new session and the cookie that opens it. The cookie value appears here once and is stored nowhere. */
    public record Begun(Session session, Secret setCookie) {}

    /**
     * Begins a session with an id that nobody has seen, and ends the one the browser came with.
     *
     * @return fails with {@link Reason#DEVICE_REQUIRED} when sessions are tied to devices and no certificate was shown
     */
    public Future<Begun> begin(SignIn signIn, RequestFacts facts) {
        Optional<Thumbprint> device = facts.client().certificate().map(Thumbprint::of);
        if (config.device() == DeviceBinding.REQUIRED && device.isEmpty()) {
            return refused(Reason.DEVICE_REQUIRED, "a session begins only with a client certificate");
        }
        Instant now = parts.clock().instant();
        SessionId id = SessionId.next();
        Session session = signIn.session(id, now, device);
        StoredSession stored = new StoredSession(session, SessionIds.of(id, now), now, expiry(session, now), now, 0);
        return replacePresented(facts)
                .compose(done -> parts.sessions().create(stored, bounds))
                .map(new Begun(session, SessionCookie.set(id)));
    }

    private Future<Boolean> replacePresented(RequestFacts facts) {
        return presentedId(facts)
                .map(old -> parts.sessions().find(old.key()).compose(found -> found.isPresent() && opens(found.get(), old)
                        ? parts.sessions().remove(old.key(), SessionEnd.REPLACED)
                        : Future.succeededFuture(false)))
                .orElse(Future.succeededFuture(false));
    }

    private boolean opens(StoredSession stored, SessionId id) {
        return stored.ids().standing(id.hash(), parts.clock().instant()) != SessionIds.Standing.DEAD;
    }

    private static Optional<SessionId> presentedId(RequestFacts facts) {
        try {
            return Presented.in(facts.headers()) instanceof Presented.Cookie cookie ? cookie.id() : Optional.empty();
        } catch (RefusedException ambiguous) {
            return Optional.empty();
        }
    }

    /** Ends a session because the person signed out. The answer must carry {@link #clearingCookie()}. */
    public Future<Boolean> end(SessionKey key, SessionEnd why) {
        return parts.sessions().remove(key, why);
    }

    /** The {@code Set-Cookie} value that takes the session cookie away. */
    public static Secret clearingCookie() {
        return SessionCookie.cleared();
    }

    /** Ends every session of whom a provider calls {@code subject}; how many. */
    public Future<Integer> endSubject(String provider, String subject, SessionEnd why) {
        return parts.sessions().ofSubject(provider, subject).compose(all -> endAll(all, why));
    }

    /** Ends every session of a user; how many. */
    public Future<Integer> endUser(String provider, String name, SessionEnd why) {
        return parts.sessions().ofUser(provider, name).compose(all -> endAll(all, why));
    }

    /** Ends every session that rests on a provider's session (OpenID Connect Back-Channel Logout §2.7), and those of its subject of which the provider has not said on which they rest; how many. */
    public Future<Integer> endProviderSession(String provider, String sid, Optional<String> subject, SessionEnd why) {
        return parts.sessions().ofProviderSession(provider, sid).compose(all -> endAll(all, why))
                .compose(ended -> subject.map(of -> endUnsaid(provider, of, why).map(others -> ended + others)).orElse(Future.succeededFuture(ended)));
    }

    private Future<Integer> endUnsaid(String provider, String subject, SessionEnd why) {
        return parts.sessions().ofSubject(provider, subject).compose(all -> endAll(all.stream().filter(session -> session.providerSession().isEmpty()).toList(), why));
    }

    private Future<Integer> endAll(List<Session> sessions, SessionEnd why) {
        return Future.all(sessions.stream().map(session -> parts.sessions().remove(session.key(), why)).toList())
                .map(done -> (int) done.<Boolean>list().stream().filter(ended -> ended).count());
    }

    /**
     * What a session is worth to what is open on it.
     *
     * @param until when it ends as things are
     * @param user  whose it is, as the provider said when it was renewed last
     */
    public record Worth(Instant until, Principal.User user) {}

    /** Empty when it has ended. An open stream is no use of a session: it does not keep it from idling out. */
    public Future<Optional<Worth>> worth(Session session) {
        if (config.device() == DeviceBinding.REQUIRED && session.device().isEmpty()) {
            return Future.succeededFuture(Optional.empty());
        }
        return parts.sessions().find(session.key()).map(found -> found.map(stored -> new Worth(end(stored), stored.session().user()))
                .filter(worth -> parts.clock().instant().isBefore(worth.until())));
    }

    private Instant end(StoredSession stored) {
        return expiry(stored.session(), stored.lastUsed());
    }

    /** What a session cookie is worth now. */
    sealed interface Found {}

    record Live(Session session, Optional<Secret> setCookie) implements Found {}

    record Lost(Denial why) implements Found {}

    /** Fails with {@link Reason#SESSION_OTHER_DEVICE} when the session belongs to another device; the session itself is left alone. */
    Future<Found> find(SessionId id, Client client) {
        return parts.sessions().find(id.key()).compose(found -> found.isEmpty()
                ? lost("no such session")
                : judge(found.get(), id, client));
    }

    private Future<Found> judge(StoredSession stored, SessionId id, Client client) {
        Instant now = parts.clock().instant();
        Session session = stored.session();
        if (!now.isBefore(session.createdAt().plus(config.lifetime())) || !now.isBefore(stored.lastUsed().plus(config.idle()))) {
            return ended(session, SessionEnd.EXPIRED, "idle time or lifetime has passed");
        }
        if (config.device() == DeviceBinding.REQUIRED && session.device().isEmpty()) {
            return ended(session, SessionEnd.EXPIRED, "it began without a client certificate, and one is required now");
        }
        if (config.device() != DeviceBinding.NONE && session.device().isPresent()
                && !session.device().equals(client.certificate().map(Thumbprint::of))) {
            LOG.debugf("event=session-other-device session=%s user=%s", session.key(), session.user().label());
            return refused(Reason.SESSION_OTHER_DEVICE, client.certificate().isEmpty() ? "no client certificate" : "another client certificate");
        }
        return use(stored, id, now);
    }

    private Future<Found> use(StoredSession stored, SessionId id, Instant now) {
        return switch (stored.ids().standing(id.hash(), now)) {
            case CURRENT -> current(stored, id, now);
            case SUCCESSOR -> save(stored, touched(stored.with(stored.ids().confirmed(now)), now)).compose(saved -> live(saved, Optional.empty()));
            case RETIRED -> touchIfDue(stored, now).compose(saved -> live(saved, Optional.empty()));
            case DEAD -> theft(stored.session());
        };
    }

    private Future<Found> current(StoredSession stored, SessionId id, Instant now) {
        Future<StoredSession> saved = stored.ids().due(config.rotate(), now)
                ? save(stored, touched(stored.with(stored.ids().succeeding(id)), now))
                : touchIfDue(stored, now);
        return saved.compose(next -> live(next, next.ids().successor().map(successor -> SessionCookie.set(id.successor(successor.salt())))));
    }

    /** Another request may have changed the session meanwhile: its change stands, and this request goes on as it found things. */
    private Future<StoredSession> save(StoredSession was, StoredSession is) {
        return parts.sessions().replace(was, is).map(saved -> saved ? is : was);
    }

    private Future<StoredSession> touchIfDue(StoredSession stored, Instant now) {
        return now.isBefore(stored.lastUsed().plus(touch)) ? Future.succeededFuture(stored) : save(stored, touched(stored, now));
    }

    private StoredSession touched(StoredSession stored, Instant now) {
        return stored.used(now, expiry(stored.session(), now));
    }

    private Instant expiry(Session session, Instant now) {
        Instant idle = now.plus(config.idle());
        Instant end = session.createdAt().plus(config.lifetime());
        return idle.isBefore(end) ? idle : end;
    }

    private Future<Found> live(StoredSession stored, Optional<Secret> setCookie) {
        return refresh.fresh(stored).map(fresh -> fresh.isPresent()
                ? new Live(fresh.get().session(), setCookie)
                : new Lost(Denial.of(Reason.SESSION_ENDED, "the provider did not renew it")));
    }

    private Future<Found> theft(Session session) {
        LOG.warnf("event=session-theft session=%s user=%s", session.key(), session.user().label());
        return ended(session, SessionEnd.THEFT, "a session id that was replaced long ago was presented");
    }

    private Future<Found> ended(Session session, SessionEnd why, String detail) {
        return parts.sessions().remove(session.key(), why).compose(done -> lost(detail));
    }

    /** A cookie of ours that we did not make. */
    static Future<Found> unknown() {
        return lost("not a session id");
    }

    private static Future<Found> lost(String detail) {
        return Future.succeededFuture(new Lost(Denial.of(Reason.SESSION_ENDED, detail)));
    }

    private static <T> Future<T> refused(Reason reason, String detail) {
        return Future.failedFuture(new RefusedException(reason, detail));
    }
}
