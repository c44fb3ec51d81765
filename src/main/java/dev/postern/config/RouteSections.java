package dev.postern.config;

import dev.postern.config.Keys.Key;
import dev.postern.config.RouteConfig.CorsConfig;
import dev.postern.config.RouteConfig.Discoverable;
import dev.postern.config.RouteConfig.HeaderEdits;
import dev.postern.config.RouteConfig.IdentityHeaders;
import dev.postern.config.RouteConfig.RedirectConfig;
import dev.postern.config.RouteConfig.RewriteConfig;
import dev.postern.config.Section.Values;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code routes}. */
final class RouteSections {

    static final Section<RedirectConfig> REDIRECT = redirect();
    static final Section<RewriteConfig> REWRITE = rewrite();
    static final Section<HeaderEdits> EDITS = edits();
    static final Section<CorsConfig> CORS = cors();
    static final Section<IdentityHeaders> IDENTITY_HEADERS = identityHeaders();
    static final Section<SomeTimeouts> TIMEOUTS = timeouts();
    static final Section<Unfinished> ROUTE = route();

    private RouteSections() {}

    /** A route that still needs to know the upstreams, whose times it inherits. */
    @FunctionalInterface
    interface Unfinished {

        RouteConfig with(Map<String, UpstreamConfig> upstreams);
    }

    /** Those of an upstream's times that a route overrides. */
    record SomeTimeouts(Optional<Duration> connect, Optional<Duration> firstByte, Optional<Duration> whole) {

        UpstreamConfig.Timeouts over(UpstreamConfig.Timeouts upstream) {
            return new UpstreamConfig.Timeouts(connect.orElse(upstream.connect()), firstByte.orElse(upstream.firstByte()),
                    whole.orElse(upstream.whole()));
        }
    }

    private static Section<Unfinished> route() {
        Keys keys = new Keys("One app or part of an app: which requests belong to it, and what is done with them once a rule allows them.");
        Key<Located<String>> name = keys.required("name", Scalars.declares(Names.Kind.ROUTE), "Unique; used in rules and in the audit trail.");
        Key<Optional<String>> title = keys.maybe("title", Scalars.text(), "Shown on the landing page; the name by default.");
        MatchSections.OnRoute match = new MatchSections.OnRoute(keys);
        Key<Optional<Located<String>>> upstream = keys.maybe("upstream", Scalars.refersTo(Names.Kind.UPSTREAM), "Where the requests go.");
        Key<Optional<RedirectConfig>> redirect = keys.maybe("redirect", REDIRECT,
                "An answer by the gateway itself, after the decision; instead of an upstream.");
        Key<RewriteConfig> rewrite = keys.section("rewrite", REWRITE, "What the upstream sees in place of what was asked.");
        Key<HeaderEdits> requestHeaders = keys.or("request-headers", EDITS, HeaderEdits.none(), "Edits on the way to the upstream.");
        Key<HeaderEdits> responseHeaders = keys.or("response-headers", EDITS, HeaderEdits.none(), "Edits on the way to the client.");
        Key<Optional<CorsConfig>> cors = keys.maybe("cors", CORS, "Cross-origin rules; without them the upstream's own headers pass.");
        Key<Optional<SomeTimeouts>> timeouts = keys.maybe("timeouts", TIMEOUTS, "Override the upstream's.");
        Key<Optional<Long>> bodyBytes = keys.maybe("body-bytes", Quantities.size("0", "1024GiB"),
                "Overrides the listener's bound on request bodies; 0 for no bound.");
        Key<List<String>> upgrades = keys.many("upgrades", Lists.oneOrMore(Scalars.word(List.of("websocket"))),
                "Upgrade protocols accepted; none by default.");
        Key<Boolean> api = keys.optional("api", Scalars.bool(), "false",
                "Whether refusals are always problem documents and never redirects to sign-in.");
        Key<List<Located<String>>> providers = keys.many("providers", Lists.oneOrMore(Scalars.refersTo(Names.Kind.PROVIDER)),
                "Identity providers that may be used; all by default.");
        Key<Discoverable> discoverable = keys.optional("discoverable", Scalars.choice(Discoverable.values()), "permitted",
                "Who learns why they are refused, and so that the route exists: permitted, whom some allow rule names, or signed-in, all of them.");
        Key<IdentityHeaders> identityHeaders = keys.section("identity-headers", IDENTITY_HEADERS,
                "Plain headers the upstream wants besides the signed assertion.");
        Key<Optional<String>> audience = keys.maybe("audience", Scalars.text(), "The aud of the assertion; the upstream's name by default.");
        Key<List<Located<String>>> limits = keys.many("limits", Lists.oneOrMore(Scalars.refersTo(Names.Kind.LIMIT)), "Names of limits that apply.");
        Key<Map<String, Located<String>>> inspect = keys.or("inspect", Maps.of(Scalars.name(), Scalars.located(Scalars.name())), Map.of(),
                "Inspection profiles by inspector: {waf: crs}.");
        Key<Boolean> listed = keys.optional("listed", Scalars.bool(), "true", "Whether the landing page shows it to those who may open it.");
        return keys.to(v -> {
            if (v.has(upstream) == v.has(redirect)) {
                v.reading().problem(v.has(redirect) ? v.at(redirect) : v.at(),
                        v.has(redirect) ? "the route has both an upstream and a redirect" : "the route goes nowhere",
                        "give it exactly one of upstream, redirect");
            }
            refuseEditedIdentity(v, requestHeaders, v.get(identityHeaders));
            MatchConfig matched = match.match(v);
            String audienceOrName = v.get(audience).or(() -> v.get(upstream).map(Located::value)).orElse(v.get(name).value());
            return upstreams -> new RouteConfig(v.get(name), v.get(title).orElse(v.get(name).value()), matched, v.get(upstream), v.get(redirect),
                    v.get(rewrite), v.get(requestHeaders), v.get(responseHeaders), v.get(cors),
                    inherited(v.get(timeouts), v.get(upstream), upstreams),
                    v.get(bodyBytes), v.get(upgrades), v.get(api), v.get(providers), v.get(discoverable), v.get(identityHeaders), audienceOrName,
                    v.get(limits), v.get(inspect), v.get(listed));
        });
    }

    private static Optional<UpstreamConfig.Timeouts> inherited(
            Optional<SomeTimeouts> some, Optional<Located<String>> upstream, Map<String, UpstreamConfig> upstreams) {
        Optional<UpstreamConfig> to = upstream.map(name -> upstreams.get(name.value()));
        return some.flatMap(times -> to.map(known -> times.over(known.timeouts())));
    }

    /** An edit of a header that carries an identity would put another in its place. */
    private static void refuseEditedIdentity(Values v, Key<HeaderEdits> edits, IdentityHeaders identity) {
        HeaderEdits requested = v.get(edits);
        Stream<String> edited = Stream.of(requested.remove(), requested.set().keySet(), requested.add().keySet())
                .flatMap(Collection::stream).sorted();
        List<String> carried = Stream.of(identity.user(), identity.groups(), identity.device()).flatMap(Optional::stream).toList();
        edited.filter(name -> carried.stream().anyMatch(name::equalsIgnoreCase)).findFirst().ifPresent(name ->
                v.problem(edits, "the edits touch " + Shown.of(name) + ", which carries an identity", "leave it to identity-headers"));
    }

    private static Section<RedirectConfig> redirect() {
        Keys keys = new Keys("An answer by the gateway: the address asked for, with what is named replaced.");
        Key<Integer> status = keys.optional("status", Scalars.integer(301, 308).map(code -> {
            if (!List.of(301, 302, 303, 307, 308).contains(code)) {
                throw new Unfit(code + " is not a redirect", "one of 301, 302, 303, 307, 308");
            }
            return code;
        }), "302", "301, 302, 303, 307 or 308.");
        Key<Optional<String>> scheme = keys.maybe("scheme", Scalars.word(List.of("https", "http")), "Replaces the scheme.");
        Key<Optional<String>> host = keys.maybe("host", WebTexts.host(), "Replaces the host.");
        Key<Optional<Integer>> port = keys.maybe("port", Scalars.integer(1, 65_535), "Replaces the port.");
        Key<Optional<String>> path = keys.maybe("path", PathText.exact(), "Replaces the path.");
        return keys.to(v -> {
            if (Stream.of(scheme, host, port, path).noneMatch(v::has)) {
                v.reading().problem(v.at(), "the redirect changes nothing, so it would lead to itself",
                        "name at least one of scheme, host, port, path");
            }
            return new RedirectConfig(v.get(status), v.get(scheme), v.get(host), v.get(port), v.get(path));
        });
    }

    private static Section<RewriteConfig> rewrite() {
        Keys keys = new Keys("What the upstream sees in place of what was asked.");
        Key<Optional<Located<String>>> prefix = keys.maybe("prefix", Scalars.located(PathText.prefix()), "Replaces the path prefix that matched.");
        TextShape<String> preserveOrHost = new TextShape<>("a host name, or preserve", text -> text.equals("preserve") ? text : HostText.exact(text),
                Json.pattern(HostText.PATTERN));
        Key<Optional<String>> host = keys.maybe("host", preserveOrHost,
                "Replaces the host; preserve keeps the client's; the upstream's own by default.");
        return keys.to(v -> new RewriteConfig(v.get(prefix), v.get(host)));
    }

    private static Section<HeaderEdits> edits() {
        Keys keys = new Keys("Headers to remove, then to set, then to add.");
        Key<List<String>> remove = keys.many("remove", Lists.oneOrMore(WebTexts.editableHeader()), "Names to remove.");
        Key<Map<String, String>> set = keys.or("set", Maps.withoutCase(WebTexts.editableHeader(), WebTexts.headerValue()), Map.of(),
                "Values that replace what is there.");
        Key<Map<String, String>> add = keys.or("add", Maps.withoutCase(WebTexts.editableHeader(), WebTexts.headerValue()), Map.of(),
                "Values that join what is there.");
        return keys.to(v -> new HeaderEdits(v.get(remove), v.get(set), v.get(add)));
    }

    private static Section<CorsConfig> cors() {
        Keys keys = new Keys("Cross-origin resource sharing; preflights are answered by the gateway, before sign-in.");
        Key<List<String>> origins = keys.required("origins", Lists.oneOrMore(WebTexts.origin()),
                "Origins that may read answers; * for any, without credentials.");
        Key<List<String>> methods = keys.many("methods", Lists.oneOrMore(WebTexts.method()), List.of("GET", "HEAD", "POST"), "Methods they may use.");
        Key<List<String>> headers = keys.many("headers", Lists.oneOrMore(WebTexts.headerName()), "Request headers they may send.");
        Key<List<String>> expose = keys.many("expose-headers", Lists.oneOrMore(WebTexts.headerName()), "Response headers they may read.");
        Key<Boolean> credentials = keys.optional("credentials", Scalars.bool(), "false", "Whether cookies and client certificates go along.");
        Key<Duration> maxAge = keys.optional("max-age", Quantities.duration("0s", "24h"), "10m", "How long a browser may remember a preflight.");
        return keys.to(v -> {
            if (v.get(credentials) && v.get(origins).contains("*")) {
                v.problem(origins, "any origin could act with the user's credentials", "name the origins, or leave credentials out");
            }
            return new CorsConfig(v.get(origins), v.get(methods), v.get(headers), v.get(expose), v.get(credentials), v.get(maxAge));
        });
    }

    private static Section<IdentityHeaders> identityHeaders() {
        Keys keys = new Keys("Names of headers that carry who is asking; what is left out is not sent.");
        Key<Optional<String>> user = keys.maybe("user", WebTexts.identityHeader(), "Carries the user.");
        Key<Optional<String>> groups = keys.maybe("groups", WebTexts.identityHeader(), "Carries the groups, separated by commas.");
        Key<Optional<String>> device = keys.maybe("device", WebTexts.identityHeader(), "Carries the device.");
        return keys.to(v -> {
            List<String> twice = WebTexts.twice(Stream.of(v.get(user), v.get(groups), v.get(device)).flatMap(Optional::stream).toList());
            twice.forEach(name -> v.reading().problem(v.at(), "the header " + Shown.of(name) + " would carry two things", "one header for each"));
            return new IdentityHeaders(v.get(user), v.get(groups), v.get(device));
        });
    }

    private static Section<SomeTimeouts> timeouts() {
        Keys keys = new Keys("Times towards the upstream; what is left out is the upstream's own.");
        Key<Optional<Duration>> connect = keys.maybe("connect", MeshSections.CONNECT, "To connect, TLS included.");
        Key<Optional<Duration>> firstByte = keys.maybe("first-byte", MeshSections.FIRST_BYTE,
                "From the end of the request to the first byte of the answer.");
        Key<Optional<Duration>> whole = keys.maybe("whole", MeshSections.WHOLE, "For the whole exchange; 0s for no bound.");
        return keys.to(v -> new SomeTimeouts(v.get(connect), v.get(firstByte), v.get(whole)));
    }
}
