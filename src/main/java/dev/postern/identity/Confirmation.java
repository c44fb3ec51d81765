package dev.postern.identity;

import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import dev.postern.pki.Thumbprint;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;

/**
 * Who may use a token: anyone who holds it, or the holder of one client certificate (RFC 8705 §3.1). Other ways of confirmation (RFC 7800, RFC 9449
 * {@code jkt}) cannot be checked here, so tokens that carry them are refused: a bound token must not pass as a bearer token.
 *
 * @param certificate the {@code x5t#S256} of {@code cnf}; empty for a token that is not bound
 */
record Confirmation(Optional<Thumbprint> certificate) {

    private static final String MEMBER = "x5t#S256";

    static Confirmation in(Map<String, Object> claims) {
        if (!claims.containsKey("cnf")) {
            return new Confirmation(Optional.empty());
        }
        if (claims.get("cnf") instanceof Map<?, ?> cnf && cnf.size() == 1 && cnf.get(MEMBER) instanceof String thumbprint) {
            return new Confirmation(Optional.of(new Thumbprint(thumbprint)));
        }
        throw new RefusedException(Reason.TOKEN_NOT_BOUND, "its cnf is none that can be checked");
    }

    void check(Optional<X509Certificate> presented) {
        if (certificate.isPresent() && !certificate.equals(presented.map(Thumbprint::of))) {
            throw new RefusedException(Reason.TOKEN_NOT_BOUND, presented.isEmpty() ? "no client certificate" : "another client certificate");
        }
    }
}
