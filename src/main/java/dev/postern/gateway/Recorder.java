package dev.postern.gateway;

import dev.postern.audit.AuditEvent;
import dev.postern.audit.AuditEvent.End;
import dev.postern.audit.AuditTrail;
import dev.postern.dlp.RecordText;
import dev.postern.edge.Closing;
import dev.postern.edge.Downstream;
import dev.postern.exchange.Denial;
import dev.postern.exchange.Protocol;
import dev.postern.exchange.Reason;
import dev.postern.exchange.RequestFacts;
import dev.postern.exchange.RequestId;
import dev.postern.identity.Principal;
import dev.postern.inspect.Finding;
import dev.postern.limit.Admission;
import dev.postern.policy.Decision;
import dev.postern.route.Route;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Hop 10: closes every exchange once. Gives its lease back, records one event, counts it; on success, refusal, failure and cut alike. */
final class Recorder {

    private static final int MAX_USER_AGENT = 256;
    private static final int MAX_QUERY_NAMES = 64;
    private static final Set<Reason> LIMITED = EnumSet.of(Reason.RATE_LIMITED, Reason.CONCURRENCY_LIMITED, Reason.ADDRESS_LIMITED, Reason.OVERLOADED);

    private final AuditTrail trail;
    private final Metrics metrics;
    private final InstantSource clock;
    private final OpenExchanges open;
    private final Strangers strangers;
    private final Refusals refusals;
    private final RecordText text = RecordText.standard();
    private final Set<Future<Void>> late = ConcurrentHashMap.newKeySet();

    Recorder(Books books, Metrics metrics, InstantSource clock, OpenExchanges open) {
        this.trail = books.trail();
        this.strangers = books.strangers();
        this.refusals = books.refusals();
        this.metrics = metrics;
        this.clock = clock;
        this.open = open;
    }

    /**
     * Where events are written.
     *
     * @param strangers for those by which nobody is known and which led nowhere
     * @param refusals  for those by which somebody is known and which led nowhere
     */
    record Books(AuditTrail trail, Strangers strangers, Refusals refusals) {}

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
        downstream.closed().onSuccess(closing -> {
            AuditEvent event = unfit(snapshot, downstream, denial, closing);
            strangers.record(event, downstream.client().address());
            metrics.closed(event);
        });
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
        open.leave(exchange);
        exchange.lease().release();
        AuditEvent event = event(exchange, closing);
        Consumer<AuditEvent> book = book(exchange);
        Future<Void> concluded = exchange.concluded();
        if (concluded.isComplete()) {
            record(exchange, event, book);
        } else {
            later(exchange, concluded, () -> record(exchange, event, book));
        }
    }

    /** On the exchange's loop, as if nothing had had to be waited for. */
    private void later(Exchange exchange, Future<Void> concluded, Runnable record) {
        Promise<Void> recorded = Promise.promise();
        late.add(recorded.future());
        concluded.onComplete(done -> exchange.downstream.context().runOnContext(here -> {
            try {
                record.run();
            } finally {
                late.remove(recorded.future());
                recorded.complete();
            }
        }));
    }

    /** Done when all exchanges that have been closed by now are recorded. Any thread. */
    Future<Void> settled() {
        return Future.join(List.copyOf(late)).mapEmpty();
    }

    private void record(Exchange exchange, AuditEvent closed, Consumer<AuditEvent> book) {
        AuditEvent event = closed.with(masked(exchange.findings()));
        book.accept(event);
        metrics.closed(event);
        exchange.trace().ended(() -> ServerSpan.of(exchange.facts, exchange.match(), event));
    }

    private Consumer<AuditEvent> book(Exchange exchange) {
        if (!ledNowhere(exchange)) {
            return trail::record;
        }
        return exchange.principal() instanceof Principal.Anonymous ? event -> strangers.record(event, exchange.facts.client().address()) : refusals::record;
    }

    /** Nothing of it was passed on, by a rule or for want of one, or because it was too much; and nothing came of it that the record should tell. */
    private static boolean ledNowhere(Exchange exchange) {
        boolean allowed = exchange.decision().filter(Decision.Allow.class::isInstance).isPresent();
        boolean tooMuch = exchange.reached().isEmpty() && exchange.denial().filter(denial -> LIMITED.contains(denial.reason())).isPresent();
        return !exchange.isNoted() && (!allowed || tooMuch);
    }

    /** An operator's action, in the words of an exchange: its route is {@code admin}. */
    void record(Operations.Action action, String version) {
        boolean allowed = action.status() == 200;
        String address = action.address().getHostAddress();
        AuditEvent event = new AuditEvent(RequestId.next().value(), Optional.empty(), clock.instant(), Duration.ZERO,
                new AuditEvent.Who(name(action.who()), List.of(), "none", address, address, Optional.empty()),
                new AuditEvent.What(action.method(), "admin", action.target(), List.of(), "HTTP", ""),
                new AuditEvent.Why("admin", allowed, "", allowed ? "" : "admin.refused", action.who() instanceof Operator.Nobody(String why) ? why : "", List.of(), List.of(), version),
                new AuditEvent.How(action.status(), "", 0, 0, End.COMPLETED, Optional.empty()), List.of());
        if (action.who() instanceof Operator.Known) {
            trail.record(event);
        } else {
            strangers.record(event, action.address());
        }
    }

    private static String name(Operator who) {
        return switch (who) {
            case Operator.Known(String name) -> name;
            case Operator.Nobody _ -> new Principal.Anonymous().label();
        };
    }

    private AuditEvent event(Exchange exchange, Closing closing) {
        RequestFacts facts = exchange.facts;
        AuditEvent.How how = outcome(exchange, closing);
        return new AuditEvent(facts.id().value(), exchange.trace().id(), facts.receivedAt(), since(facts.receivedAt()), who(exchange), what(facts), why(exchange), how, List.of());
    }

    /** What was found, and where, may be a name that a client chose. Of those that are counted alone, nothing is told. */
    private List<Finding> masked(List<Finding> findings) {
        return findings.isEmpty() ? findings : IntStream.range(0, findings.size()).mapToObj(i -> i < AuditEvent.MOST_FINDINGS ? masked(findings.get(i)) : counted(findings.get(i))).toList();
    }

    private static Finding counted(Finding found) {
        return new Finding(found.inspector(), found.rule(), "", "", "", found.score());
    }

    private Finding masked(Finding found) {
        return new Finding(found.inspector(), found.rule(), text.masked(bounded(found.what())), text.masked(bounded(found.place())), found.shown(), found.score());
    }

    /** What passed through a tunnel is no body of a message, and is counted by it. */
    private AuditEvent.How outcome(Exchange exchange, Closing closing) {
        AuditEvent.How how = how(exchange.downstream, exchange.denial().isPresent() && exchange.tunnel().isPresent() ? Closing.ENDED : closing, exchange.endpoint(), exchange.answeredAt());
        return exchange.tunnel().map(tunnel -> new AuditEvent.How(how.status(), how.upstream(), how.bytesIn() + tunnel.fromClientBytes(),
                how.bytesOut() + tunnel.toClientBytes(), how.end(), how.firstByte())).orElse(how);
    }

    private static AuditEvent.Who who(Exchange exchange) {
        List<String> groups = exchange.principal() instanceof Principal.User user ? List.copyOf(user.groups()) : List.of();
        return new AuditEvent.Who(exchange.principal().label(), groups, exchange.device().label(),
                exchange.facts.client().address().getHostAddress(), exchange.facts.client().peer().getHostAddress(),
                exchange.identification().session().map(session -> session.key().toString()));
    }

    private AuditEvent.What what(RequestFacts facts) {
        String agent = facts.headers().first(HttpHeaders.USER_AGENT).orElse("");
        return new AuditEvent.What(facts.method(), facts.authority().toString(), text.masked(facts.path().value()), queryNames(facts.query()), facts.protocol().label(),
                cut(text.masked(bounded(agent))));
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
                exchange.detail(),
                decision.map(Decision::shadow).orElse(List.of()),
                exchange.without(),
                exchange.snapshot.version());
    }

    private AuditEvent unfit(Snapshot snapshot, Downstream downstream, Denial denial, Closing closing) {
        String address = downstream.client().address().getHostAddress();
        return new AuditEvent(downstream.id().value(), Optional.empty(), downstream.receivedAt(), since(downstream.receivedAt()),
                new AuditEvent.Who(new Principal.Anonymous().label(), List.of(), "none", address, downstream.client().peer().getHostAddress(), Optional.empty()),
                new AuditEvent.What(downstream.rawMethod(), "", text.masked(downstream.rawTarget()), List.of(), label(downstream.protocol()),
                        cut(text.masked(bounded(downstream.headers().first(HttpHeaders.USER_AGENT).orElse(""))))),
                new AuditEvent.Why("", false, "", denial.reason().code(), denial.detail(), List.of(), List.of(), snapshot.version()),
                how(downstream, closing, "", Optional.empty()), List.of());
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

    /** More of it is not looked into, and not recorded. */
    private static String bounded(String text) {
        return text.length() <= 16 * MAX_USER_AGENT ? text : text.substring(0, 16 * MAX_USER_AGENT);
    }

    private static String cut(String text) {
        return text.length() <= MAX_USER_AGENT ? text : text.substring(0, MAX_USER_AGENT);
    }

    /** Names only: values may be secrets. */
    private List<String> queryNames(String query) {
        if (query.isEmpty()) {
            return List.of();
        }
        LinkedHashSet<String> names = new LinkedHashSet<>();
        int start = 0;
        while (start < query.length() && names.size() < MAX_QUERY_NAMES) {
            int end = query.indexOf('&', start);
            String pair = query.substring(start, end < 0 ? query.length() : end);
            int equals = pair.indexOf('=');
            names.add(text.masked(equals < 0 ? pair : pair.substring(0, equals)));
            start = end < 0 ? query.length() : end + 1;
        }
        names.remove("");
        return new ArrayList<>(names);
    }
}
