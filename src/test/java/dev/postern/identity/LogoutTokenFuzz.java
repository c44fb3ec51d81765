package dev.postern.identity;

import dev.postern.exchange.RefusedException;
import dev.postern.fuzz.Text;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;

/** The claims of a logout token whose signature has been verified: what is taken for a logout is one to another reader too, of the same people, new, and never an ID token. */
public final class LogoutTokenFuzz {

    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

    private LogoutTokenFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        Map<String, Object> claims;
        LogoutToken meant;
        try {
            claims = StrictJson.object(data);
            meant = LogoutTokens.meant(claims, NOW);
        } catch (IOException | RefusedException refused) {
            return;
        }
        Text.holds(!meant.until().isBefore(NOW) && !meant.until().isAfter(NOW.plus(LogoutTokens.MAX_AGE).plus(LogoutTokens.SKEW.multipliedBy(2))), "until " + meant.until());
        try {
            JwtClaims library = JwtClaims.parse(Text.utf8(data));
            Text.same(library.getJwtId(), meant.id(), "jti");
            Text.same(library.getSubject(), meant.subject().orElse(null), "sub");
            Text.same(library.getClaimValue("sid"), meant.session().orElse(null), "sid");
            Text.holds(!library.hasClaim("nonce") && library.getExpirationTime().getValue() + 30 > NOW.getEpochSecond(), "nonce or age: " + library);
            Text.holds(((Map<?, ?>) library.getClaimValue("events")).get("http://schemas.openid.net/event/backchannel-logout") instanceof Map, "no logout: " + library);
        } catch (InvalidJwtException | MalformedClaimException stricter) {
            return;
        }
    }
}
