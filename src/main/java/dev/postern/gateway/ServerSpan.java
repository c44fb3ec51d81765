package dev.postern.gateway;

import dev.postern.audit.AuditEvent;
import dev.postern.exchange.RequestFacts;
import dev.postern.route.RouteMatch;
import dev.postern.trace.Attribute;
import dev.postern.trace.ExchangeTrace.Outcome;
import dev.postern.trace.QueryNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the span of an exchange says: less than its event in the record, from which it is made. Names are those of the OpenTelemetry semantic conventions for HTTP; who asked stays in
 * the record, which {@code postern.exchange} leads to.
 */
final class ServerSpan {

    private static final int HTTPS = 443;
    private static final int SERVER_ERROR = 500;
    private static final String VERSION_MARK = "/";

    private ServerSpan() {}

    static Outcome of(RequestFacts facts, Optional<RouteMatch> match, AuditEvent event) {
        List<Attribute> said = new ArrayList<>(20);
        request(facts, event.client(), said);
        Optional<String> pattern = match.map(found -> found.route().config().match().path().value().value());
        pattern.ifPresent(path -> text(said, "http.route", path));
        text(said, "user_agent.original", event.request().userAgent());
        text(said, "postern.exchange", event.id());
        decision(event.decision(), said);
        Optional<String> error = outcome(event, said);
        return new Outcome(facts.method() + pattern.map(path -> ' ' + path).orElse(""), said, error);
    }

    private static void request(RequestFacts facts, AuditEvent.Who client, List<Attribute> said) {
        text(said, "http.request.method", facts.method());
        text(said, "url.scheme", "https");
        text(said, "url.path", facts.path().value());
        text(said, "url.query", QueryNames.of(facts.query()));
        text(said, "server.address", facts.authority().host());
        said.add(new Attribute.Whole("server.port", facts.authority().port().orElse(HTTPS)));
        text(said, "network.protocol.name", "http");
        text(said, "network.protocol.version", facts.protocol().label().substring(facts.protocol().label().indexOf(VERSION_MARK) + 1));
        text(said, "client.address", client.address());
        text(said, "network.peer.address", client.peer());
    }

    private static void decision(AuditEvent.Why decision, List<Attribute> said) {
        text(said, "postern.route", decision.route());
        text(said, "postern.decision", decision.allowed() ? "allow" : "refuse");
        text(said, "postern.rule", decision.rule());
        text(said, "postern.reason", decision.reason());
    }

    /** A refusal is the gateway's work done well; a failure of ours or of the upstream is an error, and so is an answer that did not get whole to the client. */
    private static Optional<String> outcome(AuditEvent event, List<Attribute> said) {
        int status = event.outcome().status();
        if (status > 0) {
            said.add(new Attribute.Whole("http.response.status_code", status));
        }
        boolean whole = event.outcome().end() == AuditEvent.End.COMPLETED;
        if (whole && status < SERVER_ERROR) {
            return Optional.empty();
        }
        String reason = event.decision().reason();
        String error = !reason.isEmpty() ? reason : whole ? Integer.toString(status) : event.outcome().end().name().toLowerCase(java.util.Locale.ROOT);
        text(said, "error.type", error);
        return Optional.of(error);
    }

    private static void text(List<Attribute> said, String key, String value) {
        if (!value.isEmpty()) {
            said.add(new Attribute.Text(key, value));
        }
    }
}
