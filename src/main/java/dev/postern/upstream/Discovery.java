package dev.postern.upstream;

import dev.postern.address.Lookup;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * The members of an upstream: one for each address of each endpoint, followed as names change. Whatever disappears gets no new requests; what is under way on it ends in its own
 * time. A name that cannot be looked up keeps the addresses it had last, for a bounded time. Safe from any thread.
 */
final class Discovery {

    private static final Logger LOG = Logger.getLogger(Discovery.class);
    private static final Future<Void> READY = Future.succeededFuture();

    private final Definition definition;
    private final InstantSource clock;
    private final Runnable changed;
    private final List<Site> sites;
    private volatile List<Member> members = List.of();

    /** Asks nobody. @param changed told when there are other members than before */
    Discovery(Definition definition, Lookup lookup, InstantSource clock, Runnable changed) {
        this.definition = definition;
        this.clock = clock;
        this.changed = changed;
        this.sites = definition.endpoints().stream().map(endpoint -> new Site(endpoint, definition, lookup)).toList();
        sites.stream().filter(site -> site.endpoint().origin().isHere()).forEach(site -> site.look(clock.instant()));
        gather();
    }

    List<Member> members() {
        return members;
    }

    /** Whether the member, of this configuration or another, still is where an endpoint leads. */
    boolean names(Member member) {
        return members.contains(member)
                || sites.stream().anyMatch(site -> site.endpoint().origin().equals(member.origin()) && site.mayLeadTo(member.address()));
    }

    /** Done when there is somebody to send requests to, or all lookups are over and nobody was found. */
    Future<Void> ready() {
        if (!members.isEmpty()) {
            return READY;
        }
        Promise<Void> ready = Promise.promise();
        List<Future<Void>> looks = sites.stream().map(this::look).toList();
        looks.forEach(look -> look.onComplete(done -> {
            if (!members.isEmpty()) { // a lookup that found nobody, however fast, is no reason to go on
                ready.tryComplete();
            }
        }));
        Future.join(looks).onComplete(all -> ready.tryComplete());
        return ready.future();
    }

    /** Looks again for what has outlived its answer. */
    void refresh() {
        Instant now = clock.instant();
        sites.stream().filter(site -> site.isDue(now)).forEach(this::look);
    }

    private Future<Void> look(Site site) {
        return site.look(clock.instant()).onSuccess(news -> {
            if (news) {
                gather();
            }
        }).mapEmpty();
    }

    /** What the endpoints could not be found for, for the refusal of a request. */
    String trouble() {
        return sites.stream().flatMap(site -> site.trouble().stream()).findFirst().orElse("no endpoint");
    }

    private synchronized void gather() {
        List<Member> before = members;
        members = sites.stream().flatMap(site -> site.members().stream()).toList();
        changed.run();
        if (!before.isEmpty()) {
            LOG.infof("upstream=%s event=endpoints-changed now=\"%s\"", definition.name(), members.stream().map(Member::label).toList());
        }
    }
}
