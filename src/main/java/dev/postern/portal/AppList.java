package dev.postern.portal;

import dev.postern.config.Located;
import dev.postern.config.MatchConfig;
import dev.postern.exchange.Authority;
import dev.postern.exchange.CanonicalPath;
import dev.postern.exchange.Headers;
import dev.postern.exchange.RefusedException;
import dev.postern.exchange.RequestFacts;
import dev.postern.page.LandingView;
import dev.postern.page.Link;
import dev.postern.policy.Attempt;
import dev.postern.route.Route;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Lists the routes that the policy would let somebody open in a browser with a plain GET, on the device and from the network they ask from. Routes are listed that are
 * configured to be, have a host without a wildcard and need no special header, query or method; the first {@value #MOST} of them, so that the page costs a bounded time.
 */
public final class AppList implements VisibleApps {

    /** Decisions made for one page. */
    public static final int MOST = 1000;

    private record Candidate(Route route, String host, CanonicalPath path) {}

    private final List<Candidate> candidates;
    private final Predicate<Attempt> allowed;

    /** @param allowed the policy's decision; pure */
    public AppList(List<Route> routes, Predicate<Attempt> allowed) {
        this.candidates = routes.stream().flatMap(route -> candidate(route).stream()).limit(MOST).toList();
        this.allowed = allowed;
    }

    private static Optional<Candidate> candidate(Route route) {
        MatchConfig match = route.config().match();
        boolean plain = match.headers().isEmpty() && match.query().isEmpty() && (match.methods().isEmpty() || match.methods().contains("GET"))
                && match.path().kind() != MatchConfig.PathMatch.Kind.TEMPLATE;
        if (!route.config().listed() || !plain) {
            return Optional.empty();
        }
        return match.hosts().stream().map(Located::value).filter(host -> !host.startsWith("*")).findFirst()
                .flatMap(host -> path(match).map(path -> new Candidate(route, host, path)));
    }

    private static Optional<CanonicalPath> path(MatchConfig match) {
        try {
            return Optional.of(CanonicalPath.parse(match.path().value().value()));
        } catch (RefusedException noPath) {
            return Optional.empty();
        }
    }

    @Override
    public List<LandingView.App> to(PortalRequest asked) {
        return candidates.stream().flatMap(candidate -> shown(candidate, asked)).toList();
    }

    private Stream<LandingView.App> shown(Candidate candidate, PortalRequest asked) {
        RequestFacts facts = opening(candidate, asked.facts());
        return allowed.test(new Attempt(facts, candidate.route, asked.identification().principal(), asked.device()))
                ? Stream.of(new LandingView.App(candidate.route.config().title(), candidate.host, new Link("Open", "https://" + facts.authority() + facts.path())))
                : Stream.empty();
    }

    /** The request that a click would make. */
    private static RequestFacts opening(Candidate candidate, RequestFacts asked) {
        return new RequestFacts(asked.id(), asked.receivedAt(), asked.protocol(), "GET", new Authority(candidate.host, asked.authority().port()),
                candidate.path, "", Headers.none(), asked.client());
    }
}
