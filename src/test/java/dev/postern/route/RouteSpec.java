package dev.postern.route;

import dev.postern.config.Located;
import dev.postern.config.MatchConfig;
import dev.postern.config.MatchConfig.PathMatch;
import dev.postern.config.MatchConfig.ValueMatch;
import dev.postern.config.Position;
import dev.postern.config.Problems;
import dev.postern.config.RouteConfig;
import dev.postern.config.RouteConfig.CorsConfig;
import dev.postern.config.RouteConfig.Discoverable;
import dev.postern.config.RouteConfig.HeaderEdits;
import dev.postern.config.RouteConfig.IdentityHeaders;
import dev.postern.config.RouteConfig.RedirectConfig;
import dev.postern.config.RouteConfig.RewriteConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A route of a test, with defaults for what the test is not about. */
public final class RouteSpec {

    private final String name;
    private final List<Located<String>> hosts = new ArrayList<>();
    private final List<ValueMatch> headers = new ArrayList<>();
    private final List<ValueMatch> query = new ArrayList<>();
    private PathMatch path = new PathMatch(PathMatch.Kind.PREFIX, Located.of("/"));
    private List<String> methods = List.of();
    private Optional<RedirectConfig> redirect = Optional.empty();
    private Optional<Located<String>> rewrite = Optional.empty();
    private HeaderEdits requestHeaders = HeaderEdits.none();
    private HeaderEdits responseHeaders = HeaderEdits.none();
    private Optional<CorsConfig> cors = Optional.empty();
    private Discoverable discoverable = Discoverable.PERMITTED;
    private IdentityHeaders identity = new IdentityHeaders(Optional.empty(), Optional.empty(), Optional.empty());
    private int line = 1;

    private RouteSpec(String name) {
        this.name = name;
    }

    public static RouteSpec route(String name) {
        return new RouteSpec(name);
    }

    /** In file order, on lines 10, 20, … so that positions in problems tell routes apart. */
    public static RouteTable table(Problems problems, RouteSpec... specs) {
        List<RouteConfig> configs = new ArrayList<>();
        for (RouteSpec spec : specs) {
            spec.line = 10 * (configs.size() + 1);
            configs.add(spec.config());
        }
        return RouteTable.compile(configs, problems);
    }

    public static RouteTable table(RouteSpec... specs) {
        Problems problems = new Problems();
        RouteTable table = table(problems, specs);
        problems.throwIfAny();
        return table;
    }

    public RouteSpec host(String host) {
        hosts.add(Located.of(host));
        return this;
    }

    public RouteSpec exact(String value) {
        path = new PathMatch(PathMatch.Kind.EXACT, Located.of(value));
        return this;
    }

    public RouteSpec prefix(String value) {
        path = new PathMatch(PathMatch.Kind.PREFIX, Located.of(value));
        return this;
    }

    public RouteSpec template(String value) {
        path = new PathMatch(PathMatch.Kind.TEMPLATE, Located.of(value));
        return this;
    }

    public RouteSpec methods(String... values) {
        methods = List.of(values);
        return this;
    }

    public RouteSpec header(String header, String value) {
        headers.add(new ValueMatch(header, value));
        return this;
    }

    public RouteSpec query(String parameter, String value) {
        query.add(new ValueMatch(parameter, value));
        return this;
    }

    public RouteSpec redirect(RedirectConfig value) {
        redirect = Optional.of(value);
        return this;
    }

    public RouteSpec rewrite(String prefix) {
        rewrite = Optional.of(Located.of(prefix));
        return this;
    }

    public RouteSpec requestHeaders(HeaderEdits edits) {
        requestHeaders = edits;
        return this;
    }

    public RouteSpec responseHeaders(HeaderEdits edits) {
        responseHeaders = edits;
        return this;
    }

    public RouteSpec cors(CorsConfig value) {
        cors = Optional.of(value);
        return this;
    }

    public RouteSpec discoverable(Discoverable value) {
        discoverable = value;
        return this;
    }

    public RouteSpec userHeader(String header) {
        identity = new IdentityHeaders(Optional.of(header), Optional.empty(), Optional.empty());
        return this;
    }

    public RouteConfig config() {
        List<Located<String>> named = hosts.isEmpty() ? List.of(Located.of("app.test")) : hosts;
        Position at = new Position("postern.yaml", line, 5);
        MatchConfig match = new MatchConfig(named.stream().map(h -> new Located<>(h.value(), new Position("postern.yaml", line + 1, 5))).toList(),
                new PathMatch(path.kind(), new Located<>(path.value().value(), new Position("postern.yaml", line + 2, 5))), methods, headers, query);
        return new RouteConfig(new Located<>(name, at), name, match, redirect.isPresent() ? Optional.empty() : Optional.of(Located.of("up")),
                redirect,
                new RewriteConfig(rewrite, Optional.empty()), requestHeaders, responseHeaders, cors, Optional.empty(), Optional.empty(), List.of(),
                false, List.of(),
                discoverable, identity, "up", List.of(), Map.of(), false);
    }
}
