package dev.postern.policy;

import static dev.postern.policy.RuleSpec.allow;
import static dev.postern.policy.RuleSpec.deny;
import static dev.postern.policy.World.headers;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.postern.identity.Principal;
import dev.postern.route.RouteSpec;
import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One policy as a mesh would have it, and the requests its authorisation tests try (Istio's authz scenarios, told in these rules). */
class AuthorizationScenariosTest {

    private static final World WORLD = World.of(
            new RouteSpec[] {
                RouteSpec.route("books").host("books.test"), RouteSpec.route("reviews").host("reviews.test"), RouteSpec.route("closed")
                        .host("closed.test"),
                RouteSpec.route("public").host("public.test")
            },
            allow("read-books").routes("books").workloads("spiffe://corp.test/ns/shop/*").methods("GET", "HEAD"),
            allow("edit-books").routes("books").groups("editors").methods("GET", "PUT"),
            deny("no-private").routes("books", "public").anyone().paths("/private/secret.html", "/internal/*"),
            allow("reviews-inside").routes("reviews").networks("10.0.0.0/8"),
            deny("reviews-not-alpha").routes("reviews").header("x-channel", "alpha"),
            deny("reviews-nobody-from-quarantine").routes("reviews").workloads("spiffe://corp.test/ns/quarantine/*"),
            allow("public").routes("public").anyone(),
            deny("public-only-get").routes("public").anyone().when("!(request.method in ['GET', 'HEAD'])"));

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "w:shop/sa/web, GET, books, /list, -, 192.0.2.1, allow:read-books",
        "w:shop/sa/web, PUT, books, /list, -, 192.0.2.1, policy.no-rule:EXPLAINED",
        "w:sales/sa/web, GET, books, /list, -, 192.0.2.1, policy.no-rule:HIDDEN",
        "u:editors, PUT, books, /list, -, 192.0.2.1, allow:edit-books",
        "u:readers, GET, books, /list, -, 192.0.2.1, policy.no-rule:HIDDEN",
        "u:editors, GET, books, /private/secret.html, -, 192.0.2.1, policy.denied(no-private):EXPLAINED",
        "u:editors, GET, books, /private/secret%2Ehtml, -, 192.0.2.1, policy.denied(no-private):EXPLAINED",
        "u:editors, GET, books, /private/secret.html/, -, 192.0.2.1, policy.denied(no-private):EXPLAINED",
        "u:editors, GET, books, /private/secret.html?x=1, -, 192.0.2.1, policy.denied(no-private):EXPLAINED",
        "u:editors, GET, books, /internal, -, 192.0.2.1, policy.denied(no-private):EXPLAINED",
        "u:editors, GET, books, /internal/a/b, -, 192.0.2.1, policy.denied(no-private):EXPLAINED",
        "u:editors, GET, books, /internals, -, 192.0.2.1, allow:edit-books",
        "u:any, GET, reviews, /, -, 10.3.4.5, allow:reviews-inside",
        "u:any, GET, reviews, /, -, 192.0.2.1, policy.no-rule:EXPLAINED",
        "u:any, GET, reviews, /, alpha, 10.3.4.5, policy.denied(reviews-not-alpha):EXPLAINED",
        "u:any, GET, reviews, /, beta, 10.3.4.5, allow:reviews-inside",
        "w:quarantine/sa/x, GET, reviews, /, -, 10.3.4.5, policy.denied(reviews-nobody-from-quarantine):EXPLAINED",
        "u:any, GET, closed, /, -, 10.3.4.5, policy.no-rule:HIDDEN",
        "anonymous, GET, public, /, -, 192.0.2.1, allow:public",
        "anonymous, POST, public, /, -, 192.0.2.1, policy.denied(public-only-get):EXPLAINED",
        "anonymous, GET, public, /private/secret.html, -, 192.0.2.1, policy.denied(no-private):EXPLAINED",
        "anonymous, GET, books, /, -, 192.0.2.1, identity.sign-in-required:HIDDEN",
        "anonymous, GET, books, /private/secret.html, -, 192.0.2.1, policy.denied(no-private):HIDDEN",
        "anonymous, GET, closed, /, -, 192.0.2.1, identity.sign-in-required:HIDDEN",
    })
    void isDecided(String who, String method, String route, String target, String channel, String from, String outcome) {
        Scenario scenario = Scenario.of(method, "https://" + route + ".test" + target).by(principal(who)).from(InetAddress.ofLiteral(from));
        assertEquals(outcome, WORLD.outcome(channel == null ? scenario : scenario.with(headers("X-Channel", channel))));
    }

    private static Principal principal(String who) {
        return switch (who.charAt(0)) {
            case 'w' -> World.workload("spiffe://corp.test/ns/" + who.substring(2));
            case 'u' -> World.user("u", who.substring(2));
            default -> World.NOBODY;
        };
    }
}
