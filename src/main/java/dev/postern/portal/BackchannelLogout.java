package dev.postern.portal;

import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import dev.postern.identity.LogoutToken;
import dev.postern.identity.LogoutTokens;
import dev.postern.identity.SessionEnd;
import dev.postern.identity.Sessions;
import dev.postern.identity.TokenBudget;
import dev.postern.revocation.ReplayCache;
import dev.postern.signin.Providers;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.Objects;
import java.util.Optional;

/**
 * Ends sessions that a provider says it has ended (OpenID Connect Back-Channel Logout 1.0): those of one of its sessions where the token names one, with those of the subject that may rest on any,
 * else all of the subject at that provider. The sender is nobody until the token is verified; each token costs its address, and a good one is given back. An answer says no
 * more than that a token is not accepted; the record says why. What cannot be asked (keys, used tokens, sessions) is 503: nothing is taken for done.
 */
public final class BackchannelLogout {

    private final Providers providers;
    private final Sessions sessions;
    private final Parts parts;

    /**
     * @param used   the tokens seen before
     * @param budget pays for verification
     */
    public record Parts(ReplayCache used, TokenBudget budget) {

        public Parts {
            Objects.requireNonNull(used, "used");
            Objects.requireNonNull(budget, "budget");
        }
    }

    BackchannelLogout(Providers providers, Sessions sessions, Parts parts) {
        this.providers = providers;
        this.sessions = sessions;
        this.parts = parts;
    }

    Future<Void> handle(HttpServerRequest request, PortalRequest asked, String provider) {
        Optional<LogoutTokens> tokens = providers.logouts(provider);
        if (tokens.isEmpty()) {
            return Future.failedFuture(new RefusedException(Reason.ROUTE_NOT_FOUND, "no such provider"));
        }
        return Replies.only(request, () -> receive(request, asked, new Sender(provider, tokens.get())), "POST");
    }

    private record Sender(String provider, LogoutTokens tokens) {

        String scope() {
            return "logout " + provider;
        }
    }

    private Future<Void> receive(HttpServerRequest request, PortalRequest asked, Sender sender) {
        TokenBudget.Payment payment = parts.budget().pay(asked.facts().client().address());
        return LogoutForm.token(asked)
                .compose(sender.tokens()::verify)
                .compose(token -> once(sender, token))
                .onSuccess(good -> payment.giveBack())
                .compose(token -> end(sender.provider(), token).recover(failure -> usable(sender, token, failure)))
                .compose(ended -> {
                    asked.note().accept("back-channel logout by " + sender.tokens().issuer() + ": " + ended + (ended == 1 ? " session ended" : " sessions ended"));
                    return Replies.done(request.response());
                })
                .recover(failure -> refuse(request, asked, failure));
    }

    private Future<LogoutToken> once(Sender sender, LogoutToken token) {
        return parts.used().first(sender.scope(), token.id(), token.until())
                .recover(unknown -> Future.failedFuture(new RefusedException(Reason.TOKEN_UNVERIFIABLE, "used tokens cannot be asked about")))
                .compose(first -> first ? Future.succeededFuture(token)
                        : Future.failedFuture(new RefusedException(Reason.TOKEN_INVALID, "it has been used")));
    }

    /** What was not done may be asked for again: a provider repeats its token after a 503, and being refused then would leave sessions it has ended. */
    private Future<Integer> usable(Sender sender, LogoutToken token, Throwable failure) {
        return parts.used().giveBack(sender.scope(), token.id()).transform(done -> Future.failedFuture(failure));
    }

    private Future<Integer> end(String provider, LogoutToken token) {
        return token.session().map(sid -> sessions.endProviderSession(provider, sid, token.subject(), SessionEnd.PROVIDER_SIGNED_OUT))
                .orElseGet(() -> sessions.endSubject(provider, token.subject().orElseThrow(), SessionEnd.PROVIDER_SIGNED_OUT));
    }

    private static Future<Void> refuse(HttpServerRequest request, PortalRequest asked, Throwable failure) {
        if (failure instanceof RefusedException refused && isTheTokens(refused.denial().reason())) {
            asked.refused().accept(refused.denial());
            return Replies.badLogout(request.response());
        }
        return Future.failedFuture(failure);
    }

    private static boolean isTheTokens(Reason reason) {
        return reason == Reason.TOKEN_INVALID || reason == Reason.TOKEN_EXPIRED;
    }
}
