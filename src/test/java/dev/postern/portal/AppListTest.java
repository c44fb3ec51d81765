package dev.postern.portal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.postern.config.Located;
import dev.postern.config.MatchConfig;
import dev.postern.config.MatchConfig.PathMatch;
import dev.postern.config.MatchConfig.PathMatch.Kind;
import dev.postern.config.MatchConfig.ValueMatch;
import dev.postern.config.RouteConfig;
import dev.postern.device.Device;
import dev.postern.exchange.Authority;
import dev.postern.exchange.CanonicalPath;
import dev.postern.exchange.Client;
import dev.postern.exchange.Headers;
import dev.postern.exchange.Protocol;
import dev.postern.exchange.RequestFacts;
import dev.postern.exchange.RequestId;
import dev.postern.identity.Claims;
import dev.postern.identity.Credential;
import dev.postern.identity.Identification;
import dev.postern.identity.Principal;
import dev.postern.page.LandingView;
import dev.postern.policy.Attempt;
import dev.postern.route.Route;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class AppListTest {

    private static final MatchConfig.PathMatch ROOT = path(Kind.PREFIX, "/");

    private static PathMatch path(Kind kind, String value) {
        return new PathMatch(kind, Located.of(value));
    }

    private static MatchConfig match(PathMatch path, String... hosts) {
        return new MatchConfig(List.of(hosts).stream().map(Located::of).toList(), path, List.of(), List.of(), List.of());
    }

    private static Route route(String name, MatchConfig match, boolean listed) {
        return new Route(0, name, new RouteConfig(Located.of(name), "The " + name, match, Optional.empty(), Optional.empty(),
                new RouteConfig.RewriteConfig(Optional.empty(), Optional.empty()), RouteConfig.HeaderEdits.none(), RouteConfig.HeaderEdits.none(), Optional.empty(),
                Optional.empty(), Optional.empty(), List.of(), false, List.of(), RouteConfig.Discoverable.PERMITTED,
                new RouteConfig.IdentityHeaders(Optional.empty(), Optional.empty(), Optional.empty()), name, List.of(), Map.of(), listed));
    }

    private static PortalRequest asked() {
        RequestFacts facts = new RequestFacts(RequestId.next(), Instant.EPOCH, Protocol.HTTP_2, "GET", Authority.parse("app.corp.test:8443"),
                CanonicalPath.parse("/.postern/"), "x=1", Headers.of(Map.of("x-secret", "1")),
                new Client(InetAddress.getLoopbackAddress(), InetAddress.getLoopbackAddress(), Optional.empty(), List.of()));
        Principal.User alice = new Principal.User("alice", "corp", Set.of(), Claims.none());
        return new PortalRequest(facts, new Identification(alice, Credential.SESSION, Optional.empty(), Optional.empty(), Optional.empty()), new Device.Absent(), bound -> null, note -> { }, denial -> { });
    }

    @Test
    void thePolicyIsAskedAboutTheRequestThatAClickMakes() {
        List<Attempt> attempts = new ArrayList<>();
        new AppList(List.of(route("ledger", match(path(Kind.PREFIX, "/books"), "ledger.corp.test"), true)), attempts::add).to(asked());
        RequestFacts facts = attempts.getFirst().facts();
        assertEquals("GET ledger.corp.test:8443 /books", facts.method() + ' ' + facts.authority() + ' ' + facts.target());
        assertEquals(0, facts.headers().count());
        assertEquals("user:alice@corp", attempts.getFirst().principal().label());
    }

    @Test
    void whatThePolicyRefusesIsNotThere() {
        List<Route> routes = List.of(route("ledger", match(ROOT, "ledger.corp.test"), true), route("payroll", match(ROOT, "payroll.corp.test"), true));
        List<LandingView.App> apps = new AppList(routes, attempt -> attempt.route().name().equals("ledger")).to(asked());
        assertEquals(List.of("The ledger at https://ledger.corp.test:8443/"), apps.stream().map(app -> app.title() + " at " + app.link().href()).toList());
    }

    @Test
    void whatABrowserCannotSimplyOpenIsNotListed() {
        MatchConfig special = new MatchConfig(List.of(Located.of("a.test")), ROOT, List.of(), List.of(new ValueMatch("x", "y")), List.of());
        MatchConfig query = new MatchConfig(List.of(Located.of("a.test")), ROOT, List.of(), List.of(), List.of(new ValueMatch("x", "y")));
        MatchConfig post = new MatchConfig(List.of(Located.of("a.test")), ROOT, List.of("POST"), List.of(), List.of());
        List<Route> routes = List.of(
                route("unlisted", match(ROOT, "a.test"), false),
                route("wildcard", match(ROOT, "*.a.test"), true),
                route("template", match(path(Kind.TEMPLATE, "/users/{id}"), "a.test"), true),
                route("header", special, true), route("query", query, true), route("post", post, true));
        assertEquals(List.of(), new AppList(routes, attempt -> true).to(asked()));
        assertEquals(1, new AppList(List.of(route("both", match(ROOT, "*.a.test", "b.test"), true)), attempt -> true).to(asked()).size());
    }

    @Test
    void onePageCostsABoundedNumberOfDecisions() {
        List<Route> many = IntStream.range(0, 3000).mapToObj(i -> route("r" + i, match(ROOT, "r" + i + ".corp.test"), true)).toList();
        List<Attempt> attempts = new ArrayList<>();
        new AppList(many, attempts::add).to(asked());
        assertEquals(AppList.MOST, attempts.size());
    }
}
