package dev.postern.upstream;

import dev.postern.config.UpstreamConfig.OutliersConfig;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * What requests tell about the members of an upstream. One that cannot be connected to rests for a moment; one that fails again and again is ejected, each time for longer.
 * Never more than the configured share is ejected at once, so that a fault of all of them, or of what they are asked, takes none away. Safe from any thread.
 */
final class Outliers {

    private static final Logger LOG = Logger.getLogger(Outliers.class);
    private static final int SERVER_ERRORS = 500;

    private final Definition definition;
    private final OutliersConfig config;
    private final Supplier<List<Member>> members;
    private final InstantSource clock;
    private final Runnable changed;

    /** @param changed told when a member's state has changed */
    Outliers(Definition definition, Supplier<List<Member>> members, InstantSource clock, Runnable changed) {
        this.definition = definition;
        this.config = definition.resilience().outliers();
        this.members = members;
        this.clock = clock;
        this.changed = changed;
    }

    void connectFailed(Member member) {
        member.restUntil(clock.millis() + Bounds.REST_AFTER_CONNECT_FAILURE.toMillis());
        changed.run();
        failed(member);
    }

    void connected(Member member) {
        long now = clock.millis();
        if (member.state(now) == UpstreamStatus.State.RESTING) {
            member.restUntil(now);
            changed.run();
        }
    }

    /** An exchange ended without an answer, or with half of one. */
    void failed(Member member) {
        member.failed();
        member.conduct().failure(clock.millis());
        consider(member);
    }

    /** A head has come. */
    void answered(Member member, int status) {
        long now = clock.millis();
        if (status == 502 || status == 503 || status == 504) {
            member.conduct().failure(now);
            consider(member);
        } else if (status >= SERVER_ERRORS) {
            member.conduct().serverError(now);
            consider(member);
        }
    }

    /** A whole answer has come; with the head alone it was not known yet. */
    void completed(Member member, int status) {
        if (status < SERVER_ERRORS) {
            member.conduct().good(clock.millis());
        }
    }

    private void consider(Member member) {
        if (member.conduct().isOutlier()) {
            eject(member);
        }
    }

    private synchronized void eject(Member member) {
        long now = clock.millis();
        List<Member> all = members.get();
        long ejected = all.stream().filter(one -> one.state(now) == UpstreamStatus.State.EJECTED).count();
        if (member.state(now) == UpstreamStatus.State.EJECTED || (ejected + 1) * 100 > (long) all.size() * config.mostEjectedPercent()) {
            member.conduct().forget();
            return;
        }
        if (now - member.availableSince() > config.longestEjection().toMillis()) {
            member.conduct().forgive();
        }
        long times = member.conduct().ejected();
        long millis = Math.min(config.longestEjection().toMillis(), times * config.ejection().toMillis());
        member.ejectUntil(now + millis);
        LOG.warnf("upstream=%s endpoint=%s event=ejected times=%d millis=%d", definition.name(), member.label(), times, millis);
        changed.run();
    }
}
