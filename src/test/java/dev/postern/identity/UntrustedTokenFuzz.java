package dev.postern.identity;

import dev.postern.exchange.RefusedException;
import dev.postern.fuzz.Text;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.JoseException;

/**
 * A token as a client sends it. The input is {@code header \n payload \n signature}, encoded here, or any text without a line feed as it is. What is read is read alike by
 * the library that verifies: the same algorithm, key id and issuer.
 */
public final class UntrustedTokenFuzz {

    private UntrustedTokenFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        String text = compact(Text.latin(data));
        UntrustedToken token;
        try {
            token = UntrustedToken.parse(text);
        } catch (RefusedException refused) {
            return;
        }
        Text.same(text, token.text(), "text");
        Text.holds(!token.toString().contains(text), "the token shows itself");
        try {
            JsonWebSignature library = new JsonWebSignature();
            library.setCompactSerialization(text);
            Text.same(library.getAlgorithmHeaderValue(), token.algorithm(), "alg");
            Text.same(library.getKeyIdHeaderValue(), token.keyId().orElse(null), "kid");
            Object issuer = JwtClaims.parse(Text.utf8(Base64.getUrlDecoder().decode(text.split("\\.")[1]))).getClaimValue("iss");
            Text.same(issuer, token.issuer(), "iss");
        } catch (JoseException | InvalidJwtException stricter) {
            return;
        }
        bounded(token.claims());
    }

    /** Whatever the claims are, reading them refuses or succeeds. */
    private static void bounded(Map<String, Object> claims) {
        for (Runnable reading : List.<Runnable>of(() -> Confirmation.in(claims), () -> Validity.in(claims, java.time.Duration.ofSeconds(30)))) {
            try {
                reading.run();
            } catch (RefusedException refused) {
                continue;
            }
        }
    }

    private static String compact(String input) {
        String[] parts = input.split("\n", 3);
        if (parts.length < 3) {
            return input;
        }
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        return encoder.encodeToString(parts[0].getBytes(StandardCharsets.ISO_8859_1)) + '.' + encoder.encodeToString(parts[1].getBytes(StandardCharsets.ISO_8859_1))
                + '.' + encoder.encodeToString(parts[2].getBytes(StandardCharsets.ISO_8859_1));
    }
}
