package dev.postern.portal;

import dev.postern.exchange.CanonicalPath;
import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import dev.postern.identity.Principal;
import dev.postern.identity.Sessions;
import dev.postern.page.LandingView;
import dev.postern.page.Link;
import dev.postern.page.Pages;
import dev.postern.signin.ProviderSignOut;
import dev.postern.signin.Providers;
import dev.postern.signin.ReturnPath;
import dev.postern.signin.SignInFlow;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * The gateway's own pages, under {@code /.postern/} on every host: the apps of a person, signing in and out, the keys of the identity assertion.
 *
 * <p>A refusal is a failed future with a {@link RefusedException}: the writer of answers answers it, keeping the headers that are in the response already (cookies
 * taken away, {@code Allow}). Everything that is not listed here is {@link Reason#ROUTE_NOT_FOUND}. The session cookie that identifying a request renewed or took
 * away must be in the response before {@link #handle} is called: signing in and out replace it. Runs on the request's event loop.
 */
public final class Portal {

    public static final String ROOT = "/.postern/";

    private static final String SIGN_IN = ROOT + "sign-in";
    private static final String CALLBACK = ROOT + "callback/";
    private static final String SIGNED_OUT = ROOT + "signed-out";
    private static final String STYLE = ROOT + "style.css";
    private static final String LOGOUT = ROOT + "backchannel-logout/";
    private static final String KEYS = ROOT + "jwks.json";

    private final Parts parts;
    private final SignOut signOut;
    private final BackchannelLogout logout;

    /**
     * What the portal stands on.
     *
     * @param pages     renders
     * @param providers the providers of this configuration
     * @param signIn    signs in at them
     * @param sessions  the sessions of this configuration
     * @param apps      what a person may open
     * @param choice    which providers a route wants
     * @param logouts   what back-channel logout stands on besides
     * @param jwks      the published keys of the identity assertion, a JSON Web Key Set (RFC 7517 §5)
     */
    public record Parts(
            Pages pages,
            Providers providers,
            SignInFlow signIn,
            Sessions sessions,
            VisibleApps apps,
            ProviderChoice choice,
            BackchannelLogout.Parts logouts,
            Supplier<String> jwks) {

        public Parts {
            Objects.requireNonNull(pages, "pages");
            Objects.requireNonNull(providers, "providers");
            Objects.requireNonNull(signIn, "signIn");
            Objects.requireNonNull(sessions, "sessions");
            Objects.requireNonNull(apps, "apps");
            Objects.requireNonNull(choice, "choice");
            Objects.requireNonNull(logouts, "logouts");
            Objects.requireNonNull(jwks, "jwks");
        }
    }

    public Portal(Parts parts) {
        this.parts = parts;
        this.signOut = new SignOut(parts.pages(), new ProviderSignOut(parts.providers()), parts.sessions());
        this.logout = new BackchannelLogout(parts.providers(), parts.sessions(), parts.logouts());
    }

    /** Whether a path is the gateway's own, on every host. */
    public static boolean owns(CanonicalPath path) {
        return path.value().startsWith(ROOT) || path.value().equals("/.postern");
    }

    /**
     * Whether a page of ours is the same for everybody: signing in above all. Nobody need be identified for it, and nobody must: a cookie of another device, or a store or provider
     * that cannot be asked, would keep a person from signing in anew.
     */
    public static boolean isForAnybody(CanonicalPath path) {
        String value = path.value();
        return value.equals(SIGN_IN) || value.startsWith(SIGN_IN + '/') || value.startsWith(CALLBACK) || value.startsWith(LOGOUT) || value.equals(SIGNED_OUT) || value.equals(STYLE) || value.equals(KEYS);
    }

    /** Whether a path is a step of signing in: each costs a provider's answer. */
    public static boolean signsIn(CanonicalPath path) {
        return path.value().startsWith(SIGN_IN + '/') || path.value().startsWith(CALLBACK);
    }

    /** Where a browser is sent that has to sign in before it may go on. */
    public static String signInAddress(String target) {
        return SIGN_IN + "?return=" + URLEncoder.encode(ReturnPath.of(target).value(), StandardCharsets.UTF_8);
    }

    /** Answers a request for a path it {@linkplain #owns owns}. */
    public Future<Void> handle(HttpServerRequest request, PortalRequest asked) {
        String path = asked.facts().path().value();
        return switch (path) {
            case "/.postern" -> reading(request, () -> Replies.redirect(request.response(), ROOT));
            case ROOT -> reading(request, () -> landing(request, asked));
            case SIGN_IN -> reading(request, () -> choose(request, asked));
            case SIGNED_OUT -> reading(request, () -> Replies.page(request, parts.pages().signedOut()));
            case ROOT + "sign-out" -> signOut.handle(request, asked);
            case STYLE -> reading(request, () -> Replies.asset(request, "text/css; charset=utf-8", parts.pages().style()));
            case KEYS -> reading(request, () -> Replies.keys(request, parts.jwks().get()));
            default -> flow(request, asked, path);
        };
    }

    private Future<Void> flow(HttpServerRequest request, PortalRequest asked, String path) {
        if (path.startsWith(SIGN_IN + '/')) {
            return reading(request, () -> start(request, asked, path.substring(SIGN_IN.length() + 1)));
        }
        if (path.startsWith(CALLBACK)) {
            String provider = path.substring(CALLBACK.length());
            return reading(request, () -> parts.signIn().complete(request, asked.facts(), provider).onSuccess(done -> asked.note().accept("signed in at " + provider)));
        }
        if (path.startsWith(LOGOUT)) {
            return logout.handle(request, asked, path.substring(LOGOUT.length()));
        }
        return Future.failedFuture(new RefusedException(Reason.ROUTE_NOT_FOUND, "no such page of the gateway"));
    }

    private static Future<Void> reading(HttpServerRequest request, Supplier<Future<Void>> answer) {
        return Replies.only(request, answer, "GET", "HEAD");
    }

    private Future<Void> landing(HttpServerRequest request, PortalRequest asked) {
        return switch (asked.identification().principal()) {
            case Principal.User user -> Replies.page(request, parts.pages().landing(
                    new LandingView(user.name(), DeviceWords.of(asked.device()), parts.apps().to(asked))));
            case Principal.Workload workload -> Future.failedFuture(new RefusedException(Reason.ROUTE_NOT_FOUND, "the landing page is for people"));
            case Principal.Anonymous nobody -> Replies.redirect(request.response(), signInAddress(ROOT));
        };
    }

    /** With one provider there is nothing to choose. */
    private Future<Void> choose(HttpServerRequest request, PortalRequest asked) {
        ReturnPath back = back(asked);
        List<String> open = open(asked, back);
        if (open.isEmpty()) {
            return Future.failedFuture(new RefusedException(Reason.SIGN_IN_UNAVAILABLE, "no provider is configured for this"));
        }
        if (open.size() == 1) {
            return Replies.redirect(request.response(), startAddress(open.getFirst(), back));
        }
        return Replies.page(request, parts.pages().chooser(open.stream()
                .map(name -> new Link(parts.providers().title(name), startAddress(name, back)))
                .toList()));
    }

    private List<String> open(PortalRequest asked, ReturnPath back) {
        List<String> wanted = parts.choice().providers(asked.facts(), back);
        return parts.providers().names().stream().filter(name -> wanted.isEmpty() || wanted.contains(name)).toList();
    }

    /** A browser begins to sign in by going there; a script, a frame or an image that was sent there is told to sign in (Fetch Metadata). */
    private Future<Void> start(HttpServerRequest request, PortalRequest asked, String provider) {
        boolean navigation = asked.facts().headers().first("Sec-Fetch-Dest").map("document"::equals).orElse(true);
        return navigation
                ? parts.signIn().start(request, provider, back(asked))
                : Future.failedFuture(new RefusedException(Reason.SIGN_IN_REQUIRED, "sign-in was not begun by a navigation"));
    }

    private static String startAddress(String provider, ReturnPath back) {
        return SIGN_IN + '/' + provider + "?return=" + URLEncoder.encode(back.value(), StandardCharsets.UTF_8);
    }

    private static ReturnPath back(PortalRequest asked) {
        try {
            Map<String, List<String>> query = new QueryStringDecoder('?' + asked.facts().query(), true).parameters();
            List<String> values = query.getOrDefault("return", List.of());
            return values.size() == 1 ? ReturnPath.of(values.getFirst()) : ReturnPath.ROOT;
        } catch (IllegalArgumentException broken) {
            return ReturnPath.ROOT;
        }
    }
}
