package dev.postern.identity;

import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Verifies the logout tokens of one OpenID provider (OpenID Connect Back-Channel Logout 1.0 §2.6), all but that each is used once. Signatures are asymmetric and
 * by the provider's published keys. The type may be {@code logout+jwt}, or absent or {@code JWT}, as §2.4 leaves it and older providers have it: no other token
 * passes for it even so, since {@code events} must name a logout and {@code nonce} must not be there. Refuses with {@link Reason#TOKEN_INVALID},
 * {@link Reason#TOKEN_EXPIRED}, {@link Reason#TOKEN_UNVERIFIABLE}. Any thread.
 */
public final class LogoutTokens {

    public static final Duration MAX_AGE = Duration.ofMinutes(2);
    public static final Duration SKEW = Duration.ofSeconds(30);

    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";
    private static final Set<String> TYPES = Set.of("logout+jwt", "jwt");
    private static final Map<String, SignatureAlgorithm> ALGORITHMS = Arrays.stream(SignatureAlgorithm.values())
            .collect(Collectors.toUnmodifiableMap(SignatureAlgorithm::registered, Function.identity()));

    private final TokenIssuer issuer;
    private final InstantSource clock;

    /**
     * @param mapping  names the provider
     * @param issuer   of its tokens, where its keys are discovered
     * @param clientId what it knows us by
     */
    public record Origin(UserMapping mapping, String issuer, String clientId, Optional<Buffer> trust) {}

    public LogoutTokens(Origin origin, Vertx vertx, InstantSource clock) {
        Jose.load();
        this.clock = clock;
        this.issuer = new TokenIssuer(origin.issuer(), List.of(origin.clientId()), ALGORITHMS, origin.mapping(), SKEW,
                new IssuerKeys(origin.mapping().issuer(), new DiscoveredKeys(vertx, origin.issuer(), origin.trust()), vertx, clock));
    }

    /** Whose they must be. */
    public String issuer() {
        return issuer.issuer();
    }

    /** What needs no key is judged first: only a token that looks right is worth a signature, or a fetch. */
    public Future<LogoutToken> verify(String text) {
        try {
            UntrustedToken token = UntrustedToken.parse(text, TYPES);
            SignatureAlgorithm algorithm = issuer.algorithm(token);
            if (!token.issuer().equals(issuer.issuer())) {
                throw invalid("issued by somebody else");
            }
            LogoutToken meant = meant(token.claims(), clock.instant());
            return issuer.keysFor(token, algorithm).map(keys -> {
                issuer.authenticate(token, keys, clock);
                return meant;
            });
        } catch (RefusedException refused) {
            return Future.failedFuture(refused);
        }
    }

    /** What they say, if they are those of a logout token that is new. */
    static LogoutToken meant(Map<String, Object> claims, Instant now) {
        if (claims.containsKey("nonce")) {
            throw invalid("it has a nonce, as ID tokens do");
        }
        if (!(claims.get("events") instanceof Map<?, ?> events) || !(events.get(EVENT) instanceof Map<?, ?>)) {
            throw invalid("it announces no logout");
        }
        Validity.in(claims, SKEW).check(now);
        Instant issued = new Claims(new JsonObject(claims)).time("iat").orElseThrow(() -> invalid("iat is missing"));
        if (issued.plus(MAX_AGE).isBefore(now)) {
            throw invalid("issued too long ago");
        }
        Optional<String> subject = text(claims, "sub");
        Optional<String> session = text(claims, "sid");
        if (subject.isEmpty() && session.isEmpty()) {
            throw invalid("it names neither sub nor sid");
        }
        return new LogoutToken(text(claims, "jti").orElseThrow(() -> invalid("jti is missing")), issued.plus(MAX_AGE).plus(SKEW), subject, session);
    }

    private static Optional<String> text(Map<String, Object> claims, String name) {
        if (!claims.containsKey(name)) {
            return Optional.empty();
        }
        if (claims.get(name) instanceof String text && !text.isEmpty()) {
            return Optional.of(text);
        }
        throw invalid(name + " is no text");
    }

    private static RefusedException invalid(String detail) {
        return new RefusedException(Reason.TOKEN_INVALID, detail);
    }
}
