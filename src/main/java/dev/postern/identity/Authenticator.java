package dev.postern.identity;

import dev.postern.config.IdentityConfig;
import dev.postern.config.Problems;
import dev.postern.config.WorkloadTrustConfig;
import dev.postern.exchange.Client;
import dev.postern.exchange.RequestFacts;
import io.vertx.core.Future;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Says who asks. At most one credential is accepted in the headers: the session cookie or a bearer token; ambiguity is refused. Without one, a SPIFFE
 * certificate names a workload. With one, the certificate only binds: the principal is the session's or the token's user. What is presented and not
 * valid is never taken for nothing, with one exception: a session cookie that is no session any more is an ordinary thing in browsers, so it is taken
 * away and reported ({@link Identification#lost()}).
 *
 * <p>One instance for each configuration. Any thread; futures complete on the caller's context, and fail with
 * {@link dev.postern.exchange.RefusedException}.
 */
public final class Authenticator implements AutoCloseable {

    private final Sessions sessions;
    private final TokenVerifier tokens;
    private final Workloads workloads;
    private final Map<TokenIssuers.Origin, IssuerKeys> keys;

    private Authenticator(IdentityConfig config, IdentityParts parts, TokenVerifier tokens, Map<TokenIssuers.Origin, IssuerKeys> keys) {
        this.sessions = new Sessions(config.sessions(), parts);
        this.tokens = tokens;
        this.keys = keys;
        this.workloads = new Workloads(
                config.workloads().stream().map(WorkloadTrustConfig::trustDomain).map(name -> name.value()).collect(Collectors.toSet()),
                parts.workloads(), parts.clock());
    }

    /**
     * An authenticator for a configuration. What is wrong is added to {@code problems}; with any, the result must not be used, only closed. Reads
     * files: not on an event loop.
     */
    public static Authenticator compile(IdentityConfig config, IdentityParts parts, Problems problems) {
        return compile(config, parts, Map.of(), problems);
    }

    /** The same for the configuration after this one: keys of issuers that have not changed are taken over, so that a reload needs no issuer to be reachable. */
    public Authenticator next(IdentityConfig config, IdentityParts parts, Problems problems) {
        return compile(config, parts, keys, problems);
    }

    private static Authenticator compile(IdentityConfig config, IdentityParts parts, Map<TokenIssuers.Origin, IssuerKeys> before, Problems problems) {
        Jose.load();
        TokenIssuers issuers = new TokenIssuers(parts, before, problems);
        TokenVerifier tokens = new TokenVerifier(issuers.compile(config.tokens(), config.providers()), parts.tokens(), parts.clock());
        return new Authenticator(config, parts, tokens, issuers.keys());
    }

    /** Begins to fetch the keys of token issuers, so that the first token does not wait for them. */
    public void warm() {
        tokens.warm();
    }

    public Sessions sessions() {
        return sessions;
    }

    public Future<Identification> identify(RequestFacts facts) {
        try {
            return switch (Presented.in(facts.headers())) {
                case Presented.Nothing nothing -> Future.succeededFuture(byCertificate(facts.client()));
                case Presented.Cookie cookie -> bySession(cookie, facts.client());
                case Presented.Bearer bearer -> tokens.verify(bearer.token(), facts.client())
                        .map(user -> Identification.of(user, Credential.BEARER));
            };
        } catch (RuntimeException refused) {
            return Future.failedFuture(refused);
        }
    }

    private Future<Identification> bySession(Presented.Cookie cookie, Client client) {
        Future<Sessions.Found> found = cookie.id().map(id -> sessions.find(id, client)).orElseGet(Sessions::unknown);
        return found.map(session -> switch (session) {
            case Sessions.Live live -> Identification.of(live.session(), live.setCookie());
            case Sessions.Lost lost -> byCertificate(client).without(lost.why());
        });
    }

    private Identification byCertificate(Client client) {
        return workloads.identify(client)
                .map(workload -> Identification.of(workload, Credential.CERTIFICATE))
                .orElseGet(() -> Identification.of(new Principal.Anonymous(), Credential.NONE));
    }

    /** Ends what this configuration fetches; requests under way end by themselves. Sessions stay in their store. */
    @Override
    public void close() {
        keys.values().forEach(IssuerKeys::close);
    }

    /** The same, except for what {@code survivor} has taken over, or was taken over from. */
    public void retire(Authenticator survivor) {
        keys.values().stream().filter(mine -> !survivor.keys.containsValue(mine)).forEach(IssuerKeys::close);
    }
}
