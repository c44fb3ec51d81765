package dev.postern.route;

import dev.postern.config.Located;
import dev.postern.config.MatchConfig.PathMatch;
import dev.postern.config.Position;
import dev.postern.config.Problems;
import dev.postern.config.RouteConfig;
import dev.postern.exchange.FieldText;
import dev.postern.route.HeaderEdits.Edit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Compiles what one route does with its requests. */
final class ActionsCompiler {

    private final Route route;
    private final RouteConfig config;
    private final Problems problems;

    ActionsCompiler(Route route, Problems problems) {
        this.route = route;
        this.config = route.config();
        this.problems = problems;
    }

    RouteActions compile() {
        destination();
        identityHeaders().forEach(name -> FieldNames.refusal(name).filter(why -> !isOwnName(name))
                .ifPresent(why -> problem("identity-headers", name + ' ' + why)));
        Optional<Redirect> redirect = config.redirect().flatMap(r -> attempt("redirect", () -> Redirect.of(r)));
        Optional<Cors> cors = config.cors().flatMap(c -> attempt("cors", () -> Cors.of(c)));
        return new RouteActions(redirect, rewrite(), edits("request-headers", config.requestHeaders()),
                edits("response-headers", config.responseHeaders()), cors);
    }

    private void destination() {
        if (config.upstream().isPresent() == config.redirect().isPresent()) {
            problems.add(at(), "the route '" + route.name() + "' needs "
                    + (config.upstream().isPresent() ? "one of upstream and redirect, not both" : "an upstream or a redirect"));
        }
    }

    private RewriteTarget rewrite() {
        Optional<Located<String>> prefix = config.rewrite().prefix();
        if (prefix.isEmpty()) {
            return RewriteTarget.keep();
        }
        if (config.match().path().kind() != PathMatch.Kind.PREFIX) {
            problems.add(prefix.get().at(), "rewrite.prefix on the route '" + route.name() + "', whose path is no prefix",
                    "match a prefix, or leave the path as it is");
        }
        if (config.redirect().isPresent()) {
            problems.add(prefix.get().at(), "rewrite.prefix on the route '" + route.name() + "', which redirects", "name the path in redirect");
        }
        try {
            return RewriteTarget.prefix(prefix.get().value());
        } catch (IllegalArgumentException invalid) {
            problems.add(prefix.get().at(), "'" + prefix.get() + "' cannot replace a prefix: " + invalid.getMessage(),
                    "a path as in /v2, in visible ASCII");
            return RewriteTarget.keep();
        }
    }

    private HeaderEdits edits(String where, RouteConfig.HeaderEdits configured) {
        List<Edit> edits = new ArrayList<>();
        configured.remove().stream().filter(name -> mayEdit(where, name)).forEach(name -> edits.add(new Edit.Remove(name)));
        sorted(configured.set()).filter(e -> mayWrite(where, e)).forEach(e -> edits.add(new Edit.Replace(e.getKey(), e.getValue())));
        sorted(configured.add()).filter(e -> mayWrite(where, e)).forEach(e -> edits.add(new Edit.Append(e.getKey(), e.getValue())));
        return HeaderEdits.of(edits);
    }

    private static Stream<Map.Entry<String, String>> sorted(Map<String, String> edits) {
        return new TreeMap<>(edits).entrySet().stream();
    }

    private boolean mayWrite(String where, Map.Entry<String, String> edit) {
        if (!FieldNames.isValue(edit.getValue())) {
            problem(where, edit.getKey() + " has a value that no header line can carry");
            return false;
        }
        return mayEdit(where, edit.getKey());
    }

    private boolean mayEdit(String where, String name) {
        Optional<String> refusal = FieldNames.refusal(name)
                .or(() -> identityHeaders().anyMatch(own -> sameField(own, name)) ? Optional.of("carries the identity on this route")
                : Optional.empty())
                .or(() -> config.cors().isPresent() && FieldText.folded(name).startsWith("access-control-")
                ? Optional.of("is written by this route's cors") : Optional.empty());
        refusal.ifPresent(why -> problem(where, name + ' ' + why));
        return refusal.isEmpty();
    }

    private static boolean sameField(String own, String name) {
        return FieldText.folded(own).equals(FieldText.folded(name));
    }

    private Stream<String> identityHeaders() {
        RouteConfig.IdentityHeaders headers = config.identityHeaders();
        return Stream.of(headers.user(), headers.groups(), headers.device()).flatMap(Optional::stream);
    }

    /** Identity headers are the gateway's own word, so its own names are good for them, the signed assertion's excepted. */
    private static boolean isOwnName(String name) {
        String canonical = FieldText.folded(name);
        return FieldText.isToken(name) && (canonical.startsWith("x-forwarded-") || canonical.startsWith("x-postern-"))
                && !canonical.equals("x-postern-assertion")
                && !List.of("x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-forwarded-port").contains(canonical);
    }

    private <T> Optional<T> attempt(String where, Supplier<T> compile) {
        try {
            return Optional.of(compile.get());
        } catch (IllegalArgumentException invalid) {
            problem(where, invalid.getMessage());
            return Optional.empty();
        }
    }

    private void problem(String where, String what) {
        problems.add(at(), where + " of the route '" + route.name() + "': " + what);
    }

    private Position at() {
        return config.name().at();
    }
}
