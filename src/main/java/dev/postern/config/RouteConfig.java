package dev.postern.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One app or part of an app: which requests belong to it, and what is done with them once a rule allows them.
 *
 * @param name         unique; used in rules, limits, the audit trail
 * @param title        shown on the landing page; the name by default
 * @param match        which requests belong to the route
 * @param upstream     where they go; empty exactly when {@code redirect} is set
 * @param redirect     answered by the gateway itself, after the decision
 * @param rewrite      of path and host on the way to the upstream
 * @param requestHeaders  edits on the way to the upstream
 * @param responseHeaders edits on the way to the client
 * @param cors         cross-origin rules; none by default, and then the upstream's own headers pass
 * @param timeouts     override the upstream's
 * @param bodyBytes    override the listener's bound on request bodies; 0 for no bound
 * @param upgrades     accepted upgrade protocols, {@code websocket} only; none by default
 * @param api          whether refusals are always problem documents and never redirects to sign-in
 * @param providers    which identity providers may be used; all by default
 * @param discoverable who may learn that the route exists
 * @param identityHeaders plain headers the upstream wants besides the signed assertion
 * @param audience     the {@code aud} of the assertion; the upstream's name by default
 * @param limits       names of limits that apply
 * @param inspect      inspection profiles by inspector name, for example {@code waf: crs}
 * @param listed       whether the landing page shows it to those who may open it
 */
public record RouteConfig(
        Located<String> name,
        String title,
        MatchConfig match,
        Optional<Located<String>> upstream,
        Optional<RedirectConfig> redirect,
        RewriteConfig rewrite,
        HeaderEdits requestHeaders,
        HeaderEdits responseHeaders,
        Optional<CorsConfig> cors,
        Optional<UpstreamConfig.Timeouts> timeouts,
        Optional<Long> bodyBytes,
        List<String> upgrades,
        boolean api,
        List<Located<String>> providers,
        Discoverable discoverable,
        IdentityHeaders identityHeaders,
        String audience,
        List<Located<String>> limits,
        Map<String, Located<String>> inspect,
        boolean listed) {

    public RouteConfig {
        upgrades = List.copyOf(upgrades);
        providers = List.copyOf(providers);
        limits = List.copyOf(limits);
        inspect = Map.copyOf(inspect);
    }

    public enum Discoverable {
        /** Only those whom some allow rule names (user, groups, claims, workload) learn why they are refused; for others the route is not there. */
        PERMITTED,
        /** Everyone who is signed in learns why they are refused. */
        SIGNED_IN
    }

    /** Names of headers that carry the user, the groups (comma separated) and the device to the upstream; empty means not sent. */
    public record IdentityHeaders(Optional<String> user, Optional<String> groups, Optional<String> device) {}

    /** Headers to remove, then set (replacing), then add. */
    public record HeaderEdits(List<String> remove, Map<String, String> set, Map<String, String> add) {

        public HeaderEdits {
            remove = List.copyOf(remove);
            set = Map.copyOf(set);
            add = Map.copyOf(add);
        }

        public static HeaderEdits none() {
            return new HeaderEdits(List.of(), Map.of(), Map.of());
        }
    }

    /**
     * What the upstream sees in place of what was asked.
     *
     * @param prefix replaces the route's matched path prefix
     * @param host   replaces the authority; the upstream's own by default, {@code preserve} keeps the client's
     */
    public record RewriteConfig(Optional<Located<String>> prefix, Optional<String> host) {}

    /**
     * An answer by the gateway: {@code Location} with what is named replaced.
     *
     * @param status 301, 302, 303, 307 or 308
     */
    public record RedirectConfig(int status, Optional<String> scheme, Optional<String> host, Optional<Integer> port, Optional<String> path) {}

    /** Cross-origin resource sharing (Fetch standard). A preflight is answered by the gateway before sign-in, as browsers send it without credentials. */
    public record CorsConfig(
            List<String> origins,
            List<String> methods,
            List<String> headers,
            List<String> exposeHeaders,
            boolean credentials,
            Duration maxAge) {

        public CorsConfig {
            origins = List.copyOf(origins);
            methods = List.copyOf(methods);
            headers = List.copyOf(headers);
            exposeHeaders = List.copyOf(exposeHeaders);
        }
    }
}
