package dev.postern.portal;

import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import dev.postern.exchange.RequestFacts;
import dev.postern.identity.Session;
import dev.postern.identity.SessionEnd;
import dev.postern.identity.Sessions;
import dev.postern.page.Pages;
import dev.postern.signin.ProviderSignOut;
import dev.postern.signin.SetCookies;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** Asks whether to sign out, then ends the session here and leads to the provider to end it there. */
final class SignOut {

    private static final String AFTERWARDS = Portal.ROOT + "signed-out";

    private final Pages pages;
    private final ProviderSignOut provider;
    private final Sessions sessions;

    SignOut(Pages pages, ProviderSignOut provider, Sessions sessions) {
        this.pages = pages;
        this.provider = provider;
        this.sessions = sessions;
    }

    Future<Void> handle(HttpServerRequest request, PortalRequest asked) {
        return Replies.only(request, () -> request.method().name().equals("POST") ? end(request, asked) : ask(request, asked), "GET", "HEAD", "POST");
    }

    private Future<Void> ask(HttpServerRequest request, PortalRequest asked) {
        if (asked.identification().session().isEmpty()) {
            return Replies.page(request, pages.signedOut());
        }
        String page = pages.signOut(asked.identification().session().get().user().name());
        return provider.origin(asked.identification().session().get())
                .map(origin -> Replies.pageWithFormTo(request, page, origin))
                .orElseGet(() -> Replies.page(request, page));
    }

    private Future<Void> end(HttpServerRequest request, PortalRequest asked) {
        if (!cameFromHere(asked.facts())) {
            return Future.failedFuture(new RefusedException(Reason.REQUEST_HEADER_REFUSED, "the form was not sent from a page of this host"));
        }
        SetCookies.put(request.response(), Sessions.clearingCookie());
        Optional<Session> session = asked.identification().session();
        String next = session.flatMap(open -> provider.address(open, asked.facts().authority())).orElse(AFTERWARDS);
        return session.map(open -> sessions.end(open.key(), SessionEnd.SIGNED_OUT)).orElse(Future.succeededFuture(false))
                .compose(ended -> Replies.redirect(request.response(), next));
    }

    /** Fetch Metadata where the browser sends it, the origin otherwise; with neither nothing shows that the person wants this (CSRF, CWE-352). */
    private static boolean cameFromHere(RequestFacts facts) {
        String origin = "https://" + facts.authority();
        return facts.headers().first("Sec-Fetch-Site").map("same-origin"::equals)
                .orElseGet(() -> facts.headers().first("Origin").map(origin::equals).orElse(false));
    }
}
