package dev.postern.device;

import dev.postern.pki.CrlOutline;
import dev.postern.pki.RevocationList;
import io.vertx.core.Future;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * One address that CRLs are fetched from, and the newest list that came from there. A list takes the place of the one held when it is signed by an authority that was asked
 * about, and is not older. Its entries are read only then: what nobody here signed costs its octets and a signature check. Where the operator named the address, a list of an
 * authority that nothing was asked about yet is set aside unread until then. Safe from any thread; a list is verified and read away from event loops.
 */
final class CrlPoint {

    static final int MAX_BYTES = 16 << 20;
    static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final Duration SHORTEST = Duration.ofSeconds(10);
    static final int MAX_ISSUERS = 256;
    private static final Logger LOG = Logger.getLogger(CrlPoint.class);

    private final URI uri;
    private final Reach reach;
    private final RevocationNetwork network;
    private final Set<X509Certificate> issuers = new LinkedHashSet<>();
    private final Backoff backoff = new Backoff(LONGEST_PAUSE);
    private Optional<RevocationList> held = Optional.empty();
    private Optional<CrlOutline> unread = Optional.empty();
    private Optional<Future<Void>> underWay = Optional.empty();
    private Instant due = Instant.MIN;
    private Instant usedAt = Instant.MIN;

    CrlPoint(URI uri, Reach reach, RevocationNetwork network) {
        this.uri = uri;
        this.reach = reach;
        this.network = network;
    }

    synchronized Optional<RevocationList> list() {
        return held;
    }

    synchronized boolean usedSince(Instant then) {
        return !usedAt.isBefore(then);
    }

    /**
     * Notes that the list is wanted, for certificates of these issuers, and fetches it when it is time.
     *
     * @return what is worth waiting for: the first list, on its way
     */
    synchronized Optional<Future<Void>> ask(List<X509Certificate> of, Duration refresh, Instant now) {
        usedAt = now;
        of.stream().filter(issuer -> issuers.size() < MAX_ISSUERS).forEach(issuers::add);
        if (underWay.isEmpty() && unread.filter(list -> !named(list, issuers).isEmpty()).isPresent()) {
            CrlOutline waiting = unread.get();
            unread = Optional.empty();
            due = Instant.MIN;
            underWay = Optional.of(network.off(() -> accept(waiting, refresh)).onFailure(this::failed));
        }
        return refresh(refresh, now);
    }

    /** The same without noting anything. */
    synchronized Optional<Future<Void>> refresh(Duration refresh, Instant now) {
        if (underWay.isEmpty() && !now.isBefore(due) && !backoff.pauses(now)) {
            underWay = Optional.of(network.crl(uri, reach).compose(bytes -> network.off(() -> accept(new CrlOutline(bytes), refresh))).onFailure(this::failed));
        }
        underWay = underWay.filter(fetch -> !fetch.isComplete());
        return held.isPresent() ? Optional.empty() : underWay;
    }

    private Void accept(CrlOutline outline, Duration refresh) {
        List<X509Certificate> named = named(outline, knownIssuers());
        Optional<RevocationList> before = list();
        Instant now = network.now();
        if (named.isEmpty() && before.isEmpty() && reach.namedBy() == Reach.NamedBy.OPERATOR) {
            setAside(outline, refresh, now);
            return null;
        }
        if (named.stream().noneMatch(outline::signedBy)) {
            throw new IllegalArgumentException("nobody known here signed the CRL");
        }
        RevocationList next = outline.read();
        if (before.isPresent() && next.olderThan(before.get()) && (before.get().believedAt(now, Duration.ZERO) || next.thisUpdate().isBefore(before.get().thisUpdate()))) {
            throw new IllegalArgumentException("the CRL is older than the one held: of " + next.thisUpdate() + " after " + before.get().thisUpdate());
        }
        take(next, refresh, now);
        return null;
    }

    private static List<X509Certificate> named(CrlOutline outline, Collection<X509Certificate> among) {
        return among.stream().filter(issuer -> issuer.getSubjectX500Principal().equals(outline.issuer())).toList();
    }

    private synchronized void setAside(CrlOutline outline, Duration refresh, Instant now) {
        unread = Optional.of(outline);
        backoff.succeeded();
        due = now.plus(refresh);
    }

    private synchronized List<X509Certificate> knownIssuers() {
        return List.copyOf(issuers);
    }

    private synchronized void take(RevocationList next, Duration refresh, Instant now) {
        boolean news = held.isEmpty() || !held.get().thisUpdate().equals(next.thisUpdate()) || held.get().olderThan(next);
        held = Optional.of(next);
        unread = Optional.empty();
        backoff.succeeded();
        due = Due.after(now, refresh, next.nextUpdate(), SHORTEST);
        if (news) {
            LOG.infof("event=crl-fetched url=%s this-update=%s next-update=%s", uri, next.thisUpdate(), next.nextUpdate());
            network.changed();
        }
    }

    private synchronized void failed(Throwable cause) {
        backoff.failed(network.now());
        if (backoff.isFirst()) {
            LOG.warnf("event=crl-fetch-failed url=%s kept=%s cause=%s", uri, held.map(list -> list.thisUpdate().toString()).orElse("nothing"), cause.getMessage());
        }
    }
}
