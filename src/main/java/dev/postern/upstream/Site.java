package dev.postern.upstream;

import dev.postern.address.CheckedAddress;
import dev.postern.address.Lookup;
import dev.postern.address.LookupException;
import dev.postern.address.Resolved;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** One endpoint and the addresses it has now. Safe from any thread. */
final class Site {

    private static final Logger LOG = Logger.getLogger(Site.class);

    private final Endpoint endpoint;
    private final Definition definition;
    private final Lookup lookup;
    private List<Member> members = List.of();
    private Set<CheckedAddress> named = Set.of();
    private Instant lookAgain = Instant.MIN;
    private Instant lastGood = Instant.MIN;
    private Optional<Future<Boolean>> looking = Optional.empty();
    private Optional<LookupException> failure = Optional.empty();

    Site(Endpoint endpoint, Definition definition, Lookup lookup) {
        this.endpoint = endpoint;
        this.definition = definition;
        this.lookup = lookup;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    synchronized List<Member> members() {
        return members;
    }

    /** Whether an exchange at this address may stay: who has not been asked yet, or cannot be, has taken no address away. */
    synchronized boolean mayLeadTo(CheckedAddress address) {
        boolean unknown = lastGood.equals(Instant.MIN) || failure.filter(why -> why.kind() == LookupException.Kind.UNAVAILABLE).isPresent();
        return unknown || named.contains(address);
    }

    synchronized Optional<String> trouble() {
        return failure.map(LookupException::getMessage);
    }

    synchronized boolean isDue(Instant now) {
        return looking.isEmpty() && !now.isBefore(lookAgain);
    }

    /** Looks the host up, once at a time; says whether the members have changed. Never fails. */
    synchronized Future<Boolean> look(Instant now) {
        if (looking.isPresent()) {
            return looking.get();
        }
        Future<Boolean> asked = lookup.find(endpoint.origin().host(), definition.guard(endpoint.origin()))
                .map(found -> found(found, now)).recover(failed -> Future.succeededFuture(notFound(failed, now)));
        if (!asked.isComplete()) {
            looking = Optional.of(asked);
        }
        return asked;
    }

    private synchronized boolean found(Resolved found, Instant now) {
        looking = Optional.empty();
        failure = Optional.empty();
        lookAgain = found.until();
        Instant appeared = lastGood.equals(Instant.MIN) ? Instant.MIN : now;
        lastGood = now;
        found.refused().stream().limit(Bounds.ADDRESSES).forEach(one -> LOG.warnf("upstream=%s endpoint=%s event=address-refused address=%s kind=%s", definition.name(),
                endpoint.origin(), one.address().getHostAddress(), one.kind()));
        if (found.addresses().size() > Bounds.ADDRESSES && named.size() <= Bounds.ADDRESSES) {
            LOG.warnf("upstream=%s endpoint=%s event=addresses-left-out found=%d used=%d", definition.name(), endpoint.origin(), found.addresses().size(), Bounds.ADDRESSES);
        }
        named = Set.copyOf(found.addresses());
        List<Member> next = chosen(found.addresses(), appeared);
        boolean news = !next.equals(members);
        members = next;
        return news;
    }

    /** Whoever is known stays before anybody new comes: servers put the addresses in another order each time. */
    private List<Member> chosen(List<CheckedAddress> addresses, Instant appeared) {
        Stream<Member> known = members.stream().filter(member -> named.contains(member.address()));
        Stream<Member> others = addresses.stream().filter(address -> members.stream().noneMatch(member -> member.address().equals(address)))
                .map(address -> new Member(endpoint, address, definition.resilience().outliers(), appeared));
        return Stream.concat(known, others).limit(Bounds.ADDRESSES).toList();
    }

    private synchronized boolean notFound(Throwable cause, Instant now) {
        looking = Optional.empty();
        LookupException why = cause instanceof LookupException lookupFailure ? lookupFailure : LookupException.unavailable("no answer about " + endpoint.origin().host());
        lookAgain = now.plus(Bounds.LOOK_AGAIN);
        boolean gone = !members.isEmpty() && now.isAfter(lastGood.plus(staleness(why)));
        if (failure.isEmpty() || gone) {
            LOG.warnf("upstream=%s endpoint=%s event=lookup-failed kind=%s kept=%d detail=\"%s\"", definition.name(), endpoint.origin(), why.kind(),
                    gone ? 0 : members.size(), why.getMessage());
        }
        failure = Optional.of(why);
        if (gone) {
            members = List.of();
            named = Set.of();
        }
        return gone;
    }

    /** Nobody to ask says nothing about the endpoints; a name that is not there any more may be a slip, for a while. */
    private static Duration staleness(LookupException why) {
        return why.kind() == LookupException.Kind.UNAVAILABLE ? Bounds.STALE_UNAVAILABLE : Bounds.STALE_REMOVED;
    }
}
