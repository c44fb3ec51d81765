package dev.postern.device;

import dev.postern.config.Cidr;
import dev.postern.config.DevicesConfig.OcspConfig;
import dev.postern.config.DevicesConfig.Whereabouts;
import dev.postern.pki.CertificateUrls;
import dev.postern.pki.OcspQuestion.NonceRule;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How an authority wants responders asked. Two that are equal share what has been answered. */
record OcspTerms(Optional<URI> responder, Reach reach, Duration refresh, Duration maxAge, Duration grace, NonceRule nonce) {

    static OcspTerms of(OcspConfig config, List<Cidr> networks) {
        NonceRule nonce = switch (config.nonce()) {
            case OPTIONAL -> NonceRule.OPTIONAL;
            case REQUIRED -> NonceRule.REQUIRED;
        };
        return switch (config.url().value()) {
            case Whereabouts.At(URI uri) -> new OcspTerms(Optional.of(uri), new Reach(Reach.NamedBy.OPERATOR, networks), config.refresh(), config.maxAge(), config.grace(), nonce);
            case Whereabouts.FromCertificates _ ->
                    new OcspTerms(Optional.empty(), new Reach(Reach.NamedBy.CERTIFICATE, networks), config.refresh(), config.maxAge(), config.grace(), nonce);
        };
    }

    /** Whom to ask about a certificate of a validated path. */
    Optional<URI> responderOf(X509Certificate certificate) {
        return responder.or(() -> CertificateUrls.responders(certificate).stream().findFirst());
    }
}
