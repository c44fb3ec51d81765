package dev.postern.route;

import dev.postern.config.Located;
import dev.postern.config.MatchConfig;
import dev.postern.config.Problems;
import dev.postern.config.RouteConfig;
import dev.postern.exchange.FieldText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Builds a {@link RouteTable} and says what is wrong with its routes. Used once, by one thread. */
final class RouteCompiler {

    private final Problems problems;
    private final HostTable hosts = new HostTable();
    private final Overlaps overlaps;

    RouteCompiler(Problems problems) {
        this.problems = problems;
        this.overlaps = new Overlaps(problems);
    }

    RouteTable compile(List<RouteConfig> configs) {
        List<Route> routes = new ArrayList<>();
        Map<String, Route> byName = new HashMap<>();
        List<RouteActions> actions = new ArrayList<>();
        for (RouteConfig config : configs) {
            Route route = new Route(routes.size(), config.name().value(), config);
            routes.add(route);
            Route other = byName.putIfAbsent(route.name(), route);
            if (other != null) {
                problems.add(config.name().at(), "the route name '" + route.name() + "' is taken", "it is used at " + other.config().name().at());
            }
            enter(route);
            actions.add(new ActionsCompiler(route, problems).compile());
        }
        overlaps.report();
        hosts.sort();
        return new RouteTable(routes, byName, hosts, actions);
    }

    private void enter(Route route) {
        MatchConfig match = route.config().match();
        if (match.hosts().isEmpty()) {
            problems.add(route.config().name().at(), "the route '" + route.name() + "' names no host", "for example: host: app.corp.test");
        }
        match.headers().stream().map(MatchConfig.ValueMatch::name).filter(n -> !FieldText.isToken(n))
                .forEach(n -> problems.add(route.config().name().at(), "'" + n + "' is no header name"));
        match.methods().stream().filter(m -> !FieldText.isToken(m))
                .forEach(m -> problems.add(route.config().name().at(), "'" + m + "' is no method"));
        path(match.path()).ifPresent(path -> match.hosts().forEach(host -> enter(route, path, host)));
    }

    private void enter(Route route, PathPattern path, Located<String> host) {
        MatchConfig match = route.config().match();
        Entry entry = new Entry(route, path.literalCharacters(), Set.copyOf(match.methods()), match.headers(), match.query());
        host(host).ifPresent(pattern -> {
            hosts.pathsOf(pattern).add(path, entry);
            overlaps.add(pattern + " " + path.shape(), host, entry);
        });
    }

    private Optional<HostPattern> host(Located<String> host) {
        try {
            return Optional.of(HostPattern.parse(host.value()));
        } catch (IllegalArgumentException invalid) {
            problems.add(host.at(), "'" + host.value() + "' is no host: " + invalid.getMessage(),
                    "a name as in app.corp.test, or *.corp.test for every name below");
            return Optional.empty();
        }
    }

    private Optional<PathPattern> path(MatchConfig.PathMatch path) {
        try {
            return Optional.of(PathPattern.parse(path));
        } catch (IllegalArgumentException invalid) {
            problems.add(path.value().at(), "'" + path.value() + "' can match no path: " + invalid.getMessage(), switch (path.kind()) {
                case EXACT, PREFIX -> "a path as in /reports, in visible ASCII, without empty or dot segments";
                case TEMPLATE -> "a template as in /users/{id}/orders, each parameter a whole segment";
            });
            return Optional.empty();
        }
    }
}
