package dev.postern.signin;

import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import dev.postern.exchange.RequestFacts;
import dev.postern.identity.Sessions;
import dev.postern.identity.SignIn;
import io.quarkus.oidc.AuthorizationCodeTokens;
import io.quarkus.oidc.runtime.OidcProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * Signs people in with the authorisation code flow of OpenID Connect, with PKCE (RFC 7636, S256), nonce, and a state bound to the browser.
 *
 * <p>Fails with {@link Reason#SIGN_IN_FAILED} when the flow does not end in a person vouched for, with {@link Reason#SIGN_IN_UNAVAILABLE} when the provider is not
 * reachable, with {@link Reason#ROUTE_NOT_FOUND} for a provider that is not configured. Cookies to be removed are then in the response already: whoever answers keeps
 * its headers. Runs on the request's event loop; nothing blocks.
 */
public final class SignInFlow {

    static final Duration START = Duration.ofSeconds(8);
    static final Duration COMPLETE = Duration.ofSeconds(12);

    private final Providers providers;
    private final Sessions sessions;

    public SignInFlow(Providers providers, Sessions sessions) {
        this.providers = providers;
        this.sessions = sessions;
    }

    /** Sends the browser to the provider. */
    public Future<Void> start(HttpServerRequest request, String name, ReturnPath back) {
        return provider(name).compose(provider -> {
            OidcContext context = OidcContext.of(request, provider.renewedTenant(), vertx());
            return provider.reach(() -> challenge(context))
                    .compose(challenge -> leave(request, context, challenge, flow(context, provider, back)))
                    .onComplete(done -> context.clear())
                    .recover(failure -> Future.failedFuture(Failures.of(failure)));
        });
    }

    private Future<ChallengeData> challenge(OidcContext context) {
        return UniFutures.within(START, vertx(), () -> seam().mechanism().getChallenge(context.routing()));
    }

    private Optional<FlowCookie> flow(OidcContext context, Provider provider, ReturnPath back) {
        return context.sealed().map(sealed -> new FlowCookie(sealed.state(), providers.clock().instant(), provider.name(), back, sealed.value()));
    }

    private static Future<Void> leave(HttpServerRequest request, OidcContext context, ChallengeData challenge, Optional<FlowCookie> flow) {
        String location = challenge.getHeaders().get(HttpHeaders.LOCATION);
        if (location == null || flow.isEmpty()) {
            return Future.failedFuture(new RefusedException(Reason.SIGN_IN_FAILED, "the flow did not begin"));
        }
        context.clear();
        FlowCookie.makeRoom(request);
        flow.get().set(request.response());
        return redirect(request.response(), location);
    }

    /** Takes the provider's answer, begins a session, and sends the browser where it wanted to go. */
    public Future<Void> complete(HttpServerRequest request, RequestFacts facts, String name) {
        return provider(name).compose(provider -> {
            CallbackQuery query = CallbackQuery.parse(facts.query());
            FlowCookie flow = begunHere(request, query, provider);
            flow.remove(request.response());
            refuseErrors(query, provider);
            return provider.bounded(() -> redeem(request, provider, flow))
                    .compose(signIn -> sessions.begin(signIn, facts))
                    .compose(begun -> {
                        SetCookies.put(request.response(), begun.setCookie());
                        return redirect(request.response(), flow.back().value());
                    });
        }).recover(failure -> Future.failedFuture(Failures.of(failure)));
    }

    private FlowCookie begunHere(HttpServerRequest request, CallbackQuery query, Provider provider) {
        return FlowCookie.find(request, query.state(), providers.clock().instant())
                .filter(flow -> flow.tenant().equals(provider.name()))
                .orElseThrow(() -> new RefusedException(Reason.SIGN_IN_FAILED, "this browser began no such sign-in at " + provider));
    }

    private static void refuseErrors(CallbackQuery query, Provider provider) {
        if (query.iss().isPresent() && !query.iss().get().equals(provider.config().issuer().value().toString())) {
            throw new RefusedException(Reason.SIGN_IN_FAILED, "the answer names another issuer");
        }
        if (query.error().isPresent()) {
            throw new RefusedException(Reason.SIGN_IN_FAILED, "the provider answered " + query.errorCode().get());
        }
        if (query.code().isEmpty()) {
            throw new RefusedException(Reason.SIGN_IN_FAILED, "neither code nor error");
        }
    }

    private Future<SignIn> redeem(HttpServerRequest request, Provider provider, FlowCookie flow) {
        OidcContext context = OidcContext.of(request, provider.tenant(), vertx());
        context.restore(flow);
        return UniFutures.<SecurityIdentity>within(COMPLETE, vertx(), () -> seam().mechanism().authenticate(context.routing(), seam().identities()))
                .onComplete(done -> context.clear())
                .compose(identity -> vouched(provider, Optional.ofNullable(identity).flatMap(verified -> TokenCatcher.caught(context.routing()))));
    }

    private Future<SignIn> vouched(Provider provider, Optional<AuthorizationCodeTokens> tokens) {
        Optional<OidcProvider> client = provider.known();
        if (tokens.isEmpty() || client.isEmpty()) {
            return Future.failedFuture(new RefusedException(Reason.SIGN_IN_FAILED, "the provider vouched for nobody"));
        }
        return new Vouched(provider, client.get(), seam(), providers.clock().instant()).signIn(tokens.get());
    }

    private Future<Provider> provider(String name) {
        return providers.find(name).map(Future::succeededFuture)
                .orElseGet(() -> Future.failedFuture(new RefusedException(Reason.ROUTE_NOT_FOUND, "no such provider")));
    }

    /** 303: the browser follows with GET (RFC 9110 §15.4.4). */
    private static Future<Void> redirect(HttpServerResponse response, String location) {
        return response.setStatusCode(303)
                .putHeader("Location", location)
                .putHeader("Cache-Control", "no-store")
                .putHeader("Referrer-Policy", "no-referrer")
                .end();
    }

    private OidcSeam seam() {
        return providers.seam();
    }

    private Vertx vertx() {
        return seam().vertx();
    }
}
