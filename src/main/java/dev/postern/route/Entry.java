package dev.postern.route;

import dev.postern.config.MatchConfig.ValueMatch;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * One way into a route: what is left to check once host and path have been found.
 *
 * @param route    where it leads
 * @param literals characters of the path that are no parameter: how templates are ranked
 * @param methods  any of these; empty for every method
 * @param headers  each must be there once, with this value
 * @param query    each must be there once, with this value
 */
record Entry(Route route, int literals, Set<String> methods, List<ValueMatch> headers, List<ValueMatch> query) {

    /** Which of several entries for one path comes first: Gateway API's order of ties, then the order of the file. */
    static final Comparator<Entry> PRECEDENCE = Comparator
            .comparing((Entry e) -> e.methods.isEmpty())
            .thenComparing(e -> -e.headers.size())
            .thenComparing(e -> -e.query.size())
            .thenComparing(e -> e.route.index());

    /** Templates with more literal characters first. */
    static final Comparator<Entry> TEMPLATE_PRECEDENCE = Comparator.comparing((Entry e) -> -e.literals).thenComparing(PRECEDENCE);

    boolean accepts(Question question) {
        return (methods.isEmpty() || methods.contains(question.method())) && acceptsHeaders(question) && acceptsQuery(question);
    }

    private boolean acceptsHeaders(Question question) {
        for (ValueMatch wanted : headers) {
            if (!question.hasHeader(wanted)) {
                return false;
            }
        }
        return true;
    }

    private boolean acceptsQuery(Question question) {
        for (ValueMatch wanted : query) {
            if (!question.hasParameter(wanted)) {
                return false;
            }
        }
        return true;
    }
}
