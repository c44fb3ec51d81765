package dev.postern.signin;

import io.quarkus.oidc.OidcTenantConfig;
import io.vertx.core.Vertx;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One request as the OpenID Connect client wants to see it, with the cookies that sign-in lets it see and no others: whatever a browser sends under the client's own
 * names was put there by somebody else. Cookies that the client sets are taken out again before the answer leaves.
 */
final class OidcContext {

    private static final String CLIENTS_OWN = "q_";
    private static final String STATE_COOKIE = "q_auth_";

    private final RoutingContext routing;
    private final String tenant;

    private OidcContext(RoutingContext routing, String tenant) {
        this.routing = routing;
        this.tenant = tenant;
    }

    static OidcContext of(HttpServerRequest request, OidcTenantConfig tenant, Vertx vertx) {
        List<RoutingContext> seen = new ArrayList<>(1);
        Router router = Router.router(vertx);
        router.route().handler(seen::add);
        router.handle(request);
        OidcContext context = new OidcContext(seen.getFirst(), tenant.tenantId().orElseThrow());
        TenantSource.choose(context.routing, tenant);
        context.clear();
        return context;
    }

    RoutingContext routing() {
        return routing;
    }

    /** Puts back the cookie the client set when the flow began. */
    void restore(FlowCookie flow) {
        routing.response().addCookie(Cookie.cookie(STATE_COOKIE + tenant + '_' + flow.state(), flow.state() + '|' + flow.sealed()));
    }

    /** Name and value, without the parts that repeat, of the cookie the client has set for a flow. */
    Optional<Sealed> sealed() {
        return routing.request().cookies().stream()
                .filter(cookie -> cookie.getName().startsWith(STATE_COOKIE + tenant + '_'))
                .map(cookie -> Sealed.parse(cookie.getValue()))
                .findFirst();
    }

    record Sealed(String state, String value) {

        static Sealed parse(String cookie) {
            int bar = cookie.indexOf('|');
            return new Sealed(cookie.substring(0, bar), cookie.substring(bar + 1));
        }
    }

    /** Drops every cookie with a name of the client's, whoever set it. */
    void clear() {
        routing.request().cookies().stream().map(Cookie::getName).filter(name -> name.startsWith(CLIENTS_OWN)).distinct().toList()
                .forEach(name -> routing.response().removeCookies(name, false));
    }
}
