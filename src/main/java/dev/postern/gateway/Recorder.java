package dev.postern.gateway;

import dev.postern.audit.AuditEvent;
import dev.postern.audit.AuditEvent.End;
import dev.postern.audit.AuditTrail;
import dev.postern.edge.Closing;
import dev.postern.edge.Downstream;
import dev.postern.exchange.Denial;
import dev.postern.exchange.Protocol;
import dev.postern.exchange.RequestFacts;
import dev.postern.identity.Principal;
import dev.postern.limit.Admission;
import dev.postern.policy.Decision;
import dev.postern.route.Route;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** Hop 10: closes every exchange once. Gives its lease back, records one event, counts it; on success, refusal, failure and cut alike. */
final class Recorder {

    private static final int MAX_USER_AGENT = 256;
    private static final int MAX_QUERY_NAMES = 64;

    private final AuditTrail trail;
    private final Metrics metrics;
    private final InstantSource clock;

    Recorder(AuditTrail trail, Metrics metrics, InstantSource clock) {
        this.trail = trail;
        this.metrics = metrics;
        this.clock = clock;
    }

    boolean accepting() {
        return trail.accepting();
    }

    void opened(Exchange exchange) {
        metrics.opened();
        exchange.downstream.closed().onSuccess(closing -> close(exchange, closing));
    }

    /** A request that never had any facts. */
    void openedUnfit(Snapshot snapshot, Downstream downstream, Denial denial) {
        metrics.opened();
        downstream.closed().onSuccess(closing -> record(unfit(snapshot, downstream, denial, closing)));
    }

    /** The lease belongs to the exchange from here on, also when the client has gone meanwhile. */
    Future<Void> leased(Exchange exchange, Admission.Admitted admitted) {
        exchange.admitted(admitted.lease(), admitted.quotas());
        if (exchange.downstream.closed().isComplete()) {
            admitted.lease().release();
            return Future.failedFuture(new io.vertx.core.http.HttpClosedException("the client has gone"));
        }
        return Future.succeededFuture();
    }

    Instant now() {
        return clock.instant();
    }

    private void close(Exchange exchange, Closing closing) {
        exchange.lease().release();
        record(event(exchange, closing));
    }

    private void record(AuditEvent event) {
        trail.record(event);
        metrics.closed(event);
    }

    private AuditEvent event(Exchange exchange, Closing closing) {
        RequestFacts facts = exchange.facts;
        AuditEvent.How how = how(exchange.downstream, closing, exchange.endpoint(), exchange.answeredAt());
        return new AuditEvent(facts.id().value(), facts.receivedAt(), since(facts.receivedAt()), who(exchange), what(facts), why(exchange), how);
    }

    private static AuditEvent.Who who(Exchange exchange) {
        List<String> groups = exchange.principal() instanceof Principal.User user ? List.copyOf(user.groups()) : List.of();
        return new AuditEvent.Who(exchange.principal().label(), groups, exchange.device().label(),
                exchange.facts.client().address().getHostAddress(), exchange.facts.client().peer().getHostAddress(),
                exchange.identification().session().map(session -> session.key().toString()));
    }

    private static AuditEvent.What what(RequestFacts facts) {
        String agent = facts.headers().first("user-agent").orElse("");
        return new AuditEvent.What(facts.method(), facts.authority().toString(), facts.path().value(), queryNames(facts.query()), facts.protocol().label(), cut(agent));
    }

    private static AuditEvent.Why why(Exchange exchange) {
        Optional<Decision> decision = exchange.decision();
        String rule = decision.map(made -> switch (made) {
            case Decision.Allow allow -> allow.permit().rule();
            case Decision.Refuse refuse -> refuse.rule().orElse("");
        }).orElse("");
        return new AuditEvent.Why(
                exchange.match().map(match -> match.route()).map(Route::name).orElse(""),
                decision.filter(Decision.Allow.class::isInstance).isPresent(),
                rule,
                exchange.denial().map(denial -> denial.reason().code()).orElse(""),
                exchange.denial().map(Denial::detail).orElse(""),
                decision.map(Decision::shadow).orElse(List.of()),
                exchange.snapshot.version());
    }

    private AuditEvent unfit(Snapshot snapshot, Downstream downstream, Denial denial, Closing closing) {
        String address = downstream.client().address().getHostAddress();
        return new AuditEvent(downstream.id().value(), downstream.receivedAt(), since(downstream.receivedAt()),
                new AuditEvent.Who(new Principal.Anonymous().label(), List.of(), "none", address, downstream.client().peer().getHostAddress(), Optional.empty()),
                new AuditEvent.What(downstream.rawMethod(), "", downstream.rawTarget(), List.of(), label(downstream.protocol()),
                        cut(downstream.headers().first("user-agent").orElse(""))),
                new AuditEvent.Why("", false, "", denial.reason().code(), denial.detail(), List.of(), snapshot.version()),
                how(downstream, closing, "", Optional.empty()));
    }

    private AuditEvent.How how(Downstream downstream, Closing closing, String endpoint, Optional<Instant> answeredAt) {
        End end = switch (closing) {
            case COMPLETED -> End.COMPLETED;
            case CLIENT_CUT -> End.CLIENT_CUT;
            case ENDED -> End.ENDED;
        };
        return new AuditEvent.How(downstream.status(), endpoint, downstream.bytesIn(), downstream.bytesOut(), end,
                answeredAt.map(at -> Duration.between(downstream.receivedAt(), at)));
    }

    private Duration since(Instant begin) {
        Duration passed = Duration.between(begin, clock.instant());
        return passed.isNegative() ? Duration.ZERO : passed;
    }

    private static String label(Protocol protocol) {
        return protocol.label();
    }

    private static String cut(String text) {
        return text.length() <= MAX_USER_AGENT ? text : text.substring(0, MAX_USER_AGENT);
    }

    /** Names only: values may be secrets. */
    private static List<String> queryNames(String query) {
        LinkedHashSet<String> names = new LinkedHashSet<>();
        int start = 0;
        while (start < query.length() && names.size() < MAX_QUERY_NAMES) {
            int end = query.indexOf('&', start);
            String pair = query.substring(start, end < 0 ? query.length() : end);
            int equals = pair.indexOf('=');
            names.add(equals < 0 ? pair : pair.substring(0, equals));
            start = end < 0 ? query.length() : end + 1;
        }
        names.remove("");
        return new ArrayList<>(names);
    }
}
