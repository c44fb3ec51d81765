package dev.postern.identity;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;

/**
 * A token whose signature, issuer and audience have been verified; when it is good and who may use it is checked each time.
 *
 * @param user         whom it names
 * @param validity     when it is good
 * @param confirmation who may use it
 * @param issuer       who issued it
 * @param keys         the issuer's keys it was verified with: with other keys it has not been verified
 */
record VerifiedToken(Principal.User user, Validity validity, Confirmation confirmation, TokenIssuer issuer, KeySet keys) {

    Principal.User presented(Optional<X509Certificate> certificate, Instant now) {
        validity.check(now);
        confirmation.check(certificate);
        return user;
    }

    /** Whether it need not be verified again. */
    boolean stands() {
        return issuer.keys().usable().filter(usable -> usable == keys).isPresent();
    }
}
