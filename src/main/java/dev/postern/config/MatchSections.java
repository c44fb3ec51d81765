package dev.postern.config;

import dev.postern.config.Keys.Key;
import dev.postern.config.MatchConfig.PathMatch;
import dev.postern.config.MatchConfig.PathMatch.Kind;
import dev.postern.config.MatchConfig.ValueMatch;
import dev.postern.config.Section.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Which requests belong to a route: {@code match}, or its short form on the route itself. */
final class MatchSections {

    private static final PathMatch EVERYTHING = new PathMatch(Kind.PREFIX, Located.of("/"));

    static final Section<Optional<PathMatch>> PATH = path();
    static final Section<MatchConfig> MATCH = match();

    private static final String HOSTS = "Names asked for: exact, or *.corp.test for every name below.";
    private static final String METHODS = "Methods; any when left out.";

    private MatchSections() {}

    private static Section<MatchConfig> match() {
        Keys keys = new Keys("Which requests belong to the route; every part must hold.");
        HostKeys names = new HostKeys(keys);
        Key<Optional<PathMatch>> path = keys.or("path", PATH, Optional.of(EVERYTHING),
                "The path: {exact: …}, {prefix: …} or {template: …}; everything when left out.");
        Key<List<String>> methods = keys.many("methods", Lists.oneOrMore(WebTexts.method()), METHODS);
        Key<Map<String, String>> headers = keys.or("headers", Maps.withoutCase(WebTexts.headerName(), WebTexts.headerValue()), Map.of(),
                "Headers that must be there with exactly this value.");
        Key<Map<String, String>> query = keys.or("query", Maps.of(queryName(), Scalars.text()), Map.of(),
                "Query parameters that must be there with exactly this value.");
        return keys.to(v -> new MatchConfig(names.hosts(v), v.get(path).orElse(EVERYTHING), v.get(methods), values(v.get(headers)),
                values(v.get(query))));
    }

    private static Section<Optional<PathMatch>> path() {
        Keys keys = new Keys("A path.");
        Key<Optional<Located<String>>> exact = keys.maybe("exact", Scalars.located(PathText.exact()), "This path alone.");
        Key<Optional<Located<String>>> prefix = keys.maybe("prefix", Scalars.located(PathText.prefix()),
                "This path and everything below it, by whole segments.");
        Key<Optional<Located<String>>> template = keys.maybe("template", Scalars.located(PathText.template()),
                "Paths of this form; {name} stands for one segment.");
        return keys.to(v -> {
            if (Stream.of(exact, prefix, template).filter(v::has).count() != 1) {
                return v.reading().problem(v.at(), "a path is given in exactly one way", "one of exact, prefix, template");
            }
            return Stream.of(of(Kind.EXACT, v.get(exact)), of(Kind.PREFIX, v.get(prefix)),
                    of(Kind.TEMPLATE, v.get(template))).flatMap(Optional::stream).findFirst();
        });
    }

    private static Optional<PathMatch> of(Kind kind, Optional<Located<String>> value) {
        return value.map(path -> new PathMatch(kind, path));
    }

    private static TextShape<String> queryName() {
        return new TextShape<>("the name of a query parameter", text -> {
            if (text.isEmpty() || text.length() > 256 || text.chars().anyMatch(Character::isISOControl)) {
                throw new Unfit(Shown.of(text) + " cannot be the name of a query parameter", "");
            }
            return text;
        }, Json.type("string"));
    }

    private static List<ValueMatch> values(Map<String, String> given) {
        List<ValueMatch> matches = new ArrayList<>();
        given.forEach((name, value) -> matches.add(new ValueMatch(name, value)));
        return matches;
    }

    /** The two keys that name hosts, under {@code match} and on the route itself. */
    private static final class HostKeys {

        private final Key<List<Located<String>>> hosts;
        private final Key<Optional<Located<String>>> host;

        HostKeys(Keys keys) {
            Shape<Located<String>> pattern = Scalars.located(WebTexts.hostPattern());
            this.hosts = keys.many("hosts", Lists.oneOrMore(pattern), HOSTS);
            this.host = keys.shortForm("host", pattern, "Short for one entry under hosts.");
        }

        boolean given(Values v) {
            return v.has(host) || v.has(hosts);
        }

        List<Located<String>> hosts(Values v) {
            if (v.sound(host, hosts) && v.has(host) == v.has(hosts)) {
                v.reading().problem(v.has(host) ? v.at(host) : v.at(), v.has(host) ? "both host and hosts are given" : "no host is given",
                        "write host: ledger.corp.test, or hosts with a list");
            }
            return Stream.concat(v.get(host).stream(), v.get(hosts).stream()).toList();
        }
    }

    /** The match of a route: the key {@code match}, or {@code host}, {@code path} (a prefix) and {@code methods} on the route itself. */
    static final class OnRoute {

        private final Key<Optional<MatchConfig>> match;
        private final HostKeys names;
        private final Key<Optional<Located<String>>> path;
        private final Key<List<String>> methods;

        OnRoute(Keys keys) {
            this.match = keys.maybe("match", MATCH, "Which requests belong to the route.");
            this.names = new HostKeys(keys.shortForms());
            this.path = keys.shortForm("path", Scalars.located(PathText.prefix()), "Short for match.path.prefix.");
            this.methods = keys.shortForms().many("methods", Lists.oneOrMore(WebTexts.method()), METHODS);
        }

        MatchConfig match(Values v) {
            if (!v.has(match)) {
                return new MatchConfig(names.hosts(v), v.get(path).map(prefix -> new PathMatch(Kind.PREFIX, prefix)).orElse(EVERYTHING),
                        v.get(methods), List.of(), List.of());
            }
            if (names.given(v) || v.has(path) || v.has(methods)) {
                v.problem(match, "the route has a match and its short form", "move host, hosts, path and methods under match");
            }
            return v.get(match).orElse(new MatchConfig(List.of(), EVERYTHING, List.of(), List.of(), List.of()));
        }
    }
}
