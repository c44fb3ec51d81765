package dev.postern.route;

import dev.postern.config.Problems;
import dev.postern.config.RouteConfig;
import dev.postern.exchange.RequestFacts;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the route a request belongs to. Immutable and safe for any thread; a lookup takes no lock, does no I/O and costs what the host and path are
 * long, not what the routes are many. It is linear only in the routes that share one host and one path and differ in method, headers and query, and
 * in the templates that fit one path.
 *
 * <p>Of all routes that match, the first in this order is taken (Gateway API, HTTPRoute precedence, which knows no templates):
 * <ol>
 * <li>host: the exact name, then the longest wildcard;
 * <li>path: exact, then the template with most literal characters, then the longest prefix;
 * <li>a route that names the method before one that takes any;
 * <li>more header matches before fewer;
 * <li>more query matches before fewer;
 * <li>the order of the file.
 * </ol>
 * A less specific route takes over only where every more specific one does not match.
 *
 * <p>A prefix covers whole segments: {@code /a} matches {@code /a}, {@code /a/} and {@code /a/b}, not {@code /ab}. A template's parameter is one
 * segment that is not empty. A header or query parameter must occur exactly once. Methods and paths are compared with case, paths as {@link PathKey}
 * spells them.
 */
public final class RouteTable {

    private final List<Route> routes;
    private final Map<String, Route> byName;
    private final HostTable hosts;
    private final List<RouteActions> actions;

    RouteTable(List<Route> routes, Map<String, Route> byName, HostTable hosts, List<RouteActions> actions) {
        this.routes = List.copyOf(routes);
        this.byName = Map.copyOf(byName);
        this.hosts = hosts;
        this.actions = List.copyOf(actions);
    }

    /** Compiles all routes; what is wrong goes to {@code problems}, and then the table is fit only for finding more problems with. */
    public static RouteTable compile(List<RouteConfig> configs, Problems problems) {
        return new RouteCompiler(problems).compile(configs);
    }

    public Optional<RouteMatch> match(RequestFacts facts) {
        return hosts.find(Question.about(facts));
    }

    /**
     * The route of the request that a CORS preflight announces ({@link Cors#isPreflight}): by the announced method, and by the names of announced
     * headers where a route asks for their values.
     */
    public Optional<RouteMatch> matchAnnounced(RequestFacts preflight) {
        return hosts.find(Question.announcedBy(preflight));
    }

    /** What is done with the requests of a route of this table. */
    public RouteActions actions(Route route) {
        return actions.get(route.index());
    }

    /** In the order of the file; {@link Route#index} is the place in this list. */
    public List<Route> routes() {
        return routes;
    }

    public Optional<Route> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
