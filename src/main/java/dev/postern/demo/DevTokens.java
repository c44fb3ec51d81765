package dev.postern.demo;

import dev.postern.pki.Thumbprint;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;

/** What the tokens of the development identity provider say. Any thread. */
final class DevTokens {

    static final Duration ID_AGE = Duration.ofMinutes(5);

    private final DevKeys keys;
    private final InstantSource clock;
    private final String clientId;
    private volatile UnaryOperator<JwtClaims> idClaims = UnaryOperator.identity();
    private volatile UnaryOperator<String> idToken = UnaryOperator.identity();
    private volatile Duration accessAge = Duration.ofMinutes(5);

    DevTokens(DevKeys keys, InstantSource clock, String clientId) {
        this.keys = keys;
        this.clock = clock;
        this.clientId = clientId;
    }

    void changeClaims(UnaryOperator<JwtClaims> change) {
        idClaims = change;
    }

    void changeToken(UnaryOperator<String> change) {
        idToken = change;
    }

    void accessAge(Duration age) {
        accessAge = age;
    }

    Duration accessAge() {
        return accessAge;
    }

    String id(String issuer, DevGrants.Login login, Optional<String> nonce) {
        JwtClaims claims = claims(issuer, login.user(), List.of(clientId), ID_AGE);
        claims.setClaim("sid", login.session());
        claims.setClaim("auth_time", login.at().getEpochSecond());
        nonce.ifPresent(value -> claims.setStringClaim("nonce", value));
        return idToken.apply(keys.sign(idClaims.apply(claims), "JWT"));
    }

    /** For the provider's own UserInfo endpoint. */
    String access(String issuer, DevGrants.Login login) {
        return keys.sign(claims(issuer, login.user(), List.of(issuer + "/userinfo"), accessAge), "at+jwt");
    }

    String bearer(String issuer, DevUser user, String audience, Optional<Thumbprint> bound, Duration age) {
        JwtClaims claims = claims(issuer, user, List.of(audience), age);
        claims.setClaim("client_id", clientId);
        bound.ifPresent(thumbprint -> claims.setClaim("cnf", Map.of("x5t#S256", thumbprint.value())));
        return keys.sign(claims, "at+jwt");
    }

    String logout(String issuer, Optional<String> type, UnaryOperator<JwtClaims> change) {
        Instant now = clock.instant();
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(issuer);
        claims.setAudience(clientId);
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(now.plusSeconds(120).getEpochSecond()));
        claims.setGeneratedJwtId();
        claims.setClaim("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
        return keys.sign(change.apply(claims), type);
    }

    private JwtClaims claims(String issuer, DevUser user, List<String> audience, Duration age) {
        Instant now = clock.instant();
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(issuer);
        claims.setSubject(user.subject());
        claims.setAudience(audience);
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(now.plus(age).getEpochSecond()));
        claims.setGeneratedJwtId();
        claims.setStringClaim("preferred_username", user.name());
        claims.setStringClaim("name", user.title());
        claims.setStringClaim("email", user.email());
        claims.setStringListClaim("groups", user.groups());
        return claims;
    }
}
