package dev.postern.gateway;

import dev.postern.config.RouteConfig;
import dev.postern.edge.Answers;
import dev.postern.edge.Audience;
import dev.postern.edge.Downstream;
import dev.postern.edge.Redirect;
import dev.postern.edge.Refusal;
import dev.postern.exchange.Denial;
import dev.postern.exchange.Reason;
import dev.postern.identity.Principal;
import dev.postern.limit.RateLimitHeaders;
import dev.postern.policy.Decision;
import dev.postern.portal.Portal;
import dev.postern.route.Cors;
import io.vertx.core.MultiMap;
import java.util.Optional;
import java.util.Set;

/**
 * Turns what ended an exchange into what its client may learn of it. Whoever may not know that a route exists gets the answer of a route that does not: the sign-in of somebody
 * unknown, the "nothing here" of somebody known. The audit trail keeps the true reason.
 */
final class Refuser {

    private static final Denial NOTHING_HERE = Denial.of(Reason.ROUTE_NOT_FOUND, "hidden");
    private static final Denial SIGN_IN = Denial.of(Reason.SIGN_IN_REQUIRED, "hidden");

    /** A redirect to sign-in loses the body, so only these are redirected. */
    private static final Set<String> REDIRECTABLE = Set.of("GET", "HEAD");

    private final Answers answers;

    Refuser(Answers answers) {
        this.answers = answers;
    }

    /** Before there were any facts. */
    void refuseUnfit(Downstream downstream, Denial denial) {
        answers.refuse(downstream, denial);
    }

    void refuse(Exchange exchange, Throwable failure) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        Denial denial = denial(exchange, failure, headers);
        exchange.denied(denial);
        Denial shown = shown(exchange, denial);
        if (!Portal.owns(exchange.facts.path())) { // its answers carry the cookie already, or one that replaces it
            exchange.identification().setCookie().ifPresent(cookie -> headers.add("set-cookie", cookie.reveal()));
        }
        cors(exchange, headers);
        Audience audience = audience(exchange);
        if (signsIn(exchange, shown, audience)) {
            answers.redirect(exchange.downstream, Redirect.within(Portal.signInAddress(exchange.facts.target()), headers));
            return;
        }
        Refusal refusal = new Refusal(shown, audience, headers, view -> person(exchange).map(view::withPerson).orElse(view));
        answers.refuse(exchange.downstream, refusal);
    }

    /** A script of an allowed origin may read why it was refused, a token that has expired for one; which paths have cross-origin rules is no secret (see {@link Cors}). */
    private static void cors(Exchange exchange, MultiMap headers) {
        if (exchange.facts.headers().has("origin")) {
            exchange.match().or(() -> exchange.snapshot.routes().match(exchange.facts))
                    .flatMap(match -> exchange.snapshot.plan(match.route()).actions().cors())
                    .ifPresent(cors -> cors.apply(exchange.facts, headers));
        }
    }

    private Denial denial(Exchange exchange, Throwable failure, MultiMap headers) {
        if (failure instanceof LimitedException limited) {
            RateLimitHeaders.write(limited.rejected(), headers::set);
            return limited.rejected().denial();
        }
        return answers.denial(exchange.downstream, failure);
    }

    private static Denial shown(Exchange exchange, Denial denial) {
        boolean hidden = denial.reason() == Reason.ROUTE_NOT_FOUND && exchange.match().isEmpty() || hidesRoute(exchange);
        if (!hidden && denial.reason() != Reason.SIGN_IN_REQUIRED) {
            return denial;
        }
        return switch (exchange.principal()) {
            case Principal.Anonymous nobody -> exchange.identification().lost().orElse(SIGN_IN);
            case Principal.User user -> hidden ? NOTHING_HERE : denial;
            case Principal.Workload workload -> hidden ? NOTHING_HERE : denial;
        };
    }

    private static boolean hidesRoute(Exchange exchange) {
        return exchange.decision().filter(Refuser::isHidden).isPresent();
    }

    private static boolean isHidden(Decision decision) {
        return decision instanceof Decision.Refuse refuse && refuse.discoverable() == Decision.Discoverability.HIDDEN;
    }

    /** A person who has to sign in is taken there; a session that has ended is reason to sign in again. */
    private static boolean signsIn(Exchange exchange, Denial shown, Audience audience) {
        boolean would = shown.reason() == Reason.SIGN_IN_REQUIRED || shown.reason() == Reason.SESSION_ENDED;
        return would && audience == Audience.PERSON && exchange.snapshot.signsIn() && REDIRECTABLE.contains(exchange.facts.method())
                && !Portal.owns(exchange.facts.path()) && !exchange.downstream.headSent();
    }

    /** A route for programs shows itself as one to the unknown, who would else be redirected; somebody known who may not know of it must not learn even that. */
    private static Audience audience(Exchange exchange) {
        boolean known = !(exchange.principal() instanceof Principal.Anonymous);
        boolean api = !(known && hidesRoute(exchange)) && exchange.match().map(match -> match.route().config()).map(RouteConfig::api).orElse(false);
        return api ? Audience.PROGRAM : Audience.of(exchange.facts.headers());
    }

    private static Optional<String> person(Exchange exchange) {
        return exchange.principal() instanceof Principal.User user ? Optional.of(user.name()) : Optional.empty();
    }
}
