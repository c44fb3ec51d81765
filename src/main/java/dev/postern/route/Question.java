package dev.postern.route;

import dev.postern.config.MatchConfig.ValueMatch;
import dev.postern.exchange.RequestFacts;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** One lookup: the request as the table asks about it. The query is decoded when a route first asks for a parameter. Confined to one thread. */
final class Question {

    private final RequestFacts facts;
    private final String method;
    private final Set<String> announced;
    private QueryParameters parameters;

    private Question(RequestFacts facts, String method, Set<String> announced) {
        this.facts = facts;
        this.method = method;
        this.announced = announced;
    }

    static Question about(RequestFacts facts) {
        return new Question(facts, facts.method(), Set.of());
    }

    /** The request a preflight announces: its method, and headers whose names are known and whose values are not. */
    static Question announcedBy(RequestFacts preflight) {
        return new Question(preflight, Cors.requestedMethod(preflight), Cors.requestedHeaders(preflight));
    }

    String method() {
        return method;
    }

    String host() {
        return facts.authority().host();
    }

    String path() {
        return facts.path().value();
    }

    boolean hasHeader(ValueMatch wanted) {
        if (announced.contains(wanted.name().toLowerCase(Locale.ROOT))) {
            return true;
        }
        List<String> lines = facts.headers().all(wanted.name());
        return lines.size() == 1 && lines.getFirst().equals(wanted.value());
    }

    boolean hasParameter(ValueMatch wanted) {
        if (parameters == null) {
            parameters = QueryParameters.parse(facts.query());
        }
        return parameters.single(wanted.name()).filter(wanted.value()::equals).isPresent();
    }
}
