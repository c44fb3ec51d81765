package dev.postern.identity;

import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.security.PublicKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/**
 * An issuer of bearer tokens, ready to verify: jose4j, which SmallRye JWT stands on, does the verification, with one key and one algorithm that have
 * been chosen for it. It is used directly because it takes the time as an argument.
 *
 * @param issuer     the {@code iss} of its tokens
 * @param audiences  one of which must be in {@code aud}
 * @param algorithms allowed, by registered name
 * @param mapping    from claims to a user
 * @param skew       tolerated between clocks
 * @param keys       its keys
 */
record TokenIssuer(
        String issuer,
        List<String> audiences,
        Map<String, SignatureAlgorithm> algorithms,
        UserMapping mapping,
        Duration skew,
        IssuerKeys keys) {

    SignatureAlgorithm algorithm(UntrustedToken token) {
        return Optional.ofNullable(algorithms.get(token.algorithm()))
                .orElseThrow(() -> invalid("its algorithm is not allowed for issuer " + mapping.issuer()));
    }

    VerifiedToken verify(UntrustedToken token, KeySet from, InstantSource clock) {
        Validity validity = Validity.in(token.claims(), skew);
        authenticate(token, from, clock);
        Principal.User user = mapping.user(new Claims(new JsonObject(token.claims())))
                .orElseThrow(() -> invalid("claim " + mapping.userClaim() + " does not name a user"));
        return new VerifiedToken(user, validity, Confirmation.in(token.claims()), this, from);
    }

    /** The keys to verify a token with; fetched anew when they lack the one it names. */
    Future<KeySet> keysFor(UntrustedToken token, SignatureAlgorithm algorithm) {
        return keys.current().compose(now -> now.find(token.keyId(), algorithm).isPresent() ? Future.succeededFuture(now) : keys.newerThan(now));
    }

    /** Signature, issuer, audience and end; who it is about is not looked at. */
    void authenticate(UntrustedToken token, KeySet from, InstantSource clock) {
        SignatureAlgorithm algorithm = algorithm(token);
        PublicKey key = from.find(token.keyId(), algorithm).orElseThrow(() -> invalid("issuer " + mapping.issuer() + " has no such key"));
        try {
            consumer(algorithm, key, clock).process(token.text());
        } catch (InvalidJwtException rejected) {
            throw rejected.hasExpired() ? expired() : invalid("signature, audience or times do not hold for issuer " + mapping.issuer());
        }
    }

    private JwtConsumer consumer(SignatureAlgorithm algorithm, PublicKey key, InstantSource clock) {
        return new JwtConsumerBuilder()
                .setVerificationKey(key)
                .setJwsAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, algorithm.registered()))
                .setExpectedIssuer(true, issuer)
                .setExpectedAudience(true, audiences.toArray(String[]::new))
                .setRequireExpirationTime()
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                .setAllowedClockSkewInSeconds((int) skew.toSeconds())
                .build();
    }

    private static RefusedException expired() {
        return new RefusedException(Reason.TOKEN_EXPIRED, "expired");
    }

    private static RefusedException invalid(String detail) {
        return new RefusedException(Reason.TOKEN_INVALID, detail);
    }
}
