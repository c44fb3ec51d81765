package dev.postern.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which authorities enrol devices. */
public record DevicesConfig(List<AuthorityConfig> authorities) {

    public DevicesConfig {
        authorities = List.copyOf(authorities);
    }

    /**
     * One device authority. Without files, addresses and responder nobody looks whether its devices are revoked.
     *
     * @param name         used in rules and in the audit trail
     * @param certificates PEM of the roots; watched and reloaded
     * @param crls         files with its CRLs, PEM or DER (RFC 5280 §5); watched and reloaded
     * @param crlGrace     how long after {@code nextUpdate} a CRL is still believed; zero by default: whether a device is revoked cannot be told from an outdated CRL
     * @param crlUrls      where CRLs are fetched
     * @param crlRefresh   CRLs are fetched again this often, and before {@code nextUpdate}
     * @param ocsp         how responders are asked
     * @param revocationNetworks where distribution points and responders that certificates name may be, besides the public internet
     * @param attributes   attributes that every device of this authority has, for conditions in rules
     */
    public record AuthorityConfig(
            Located<String> name,
            Located<Path> certificates,
            List<Located<Path>> crls,
            Duration crlGrace,
            List<Located<Whereabouts>> crlUrls,
            Duration crlRefresh,
            Optional<OcspConfig> ocsp,
            List<Cidr> revocationNetworks,
            Map<String, String> attributes) {

        public AuthorityConfig {
            crls = List.copyOf(crls);
            crlUrls = List.copyOf(crlUrls);
            revocationNetworks = List.copyOf(revocationNetworks);
            attributes = Map.copyOf(attributes);
        }

        /** With CRLs of files alone. */
        public AuthorityConfig(Located<String> name, Located<Path> certificates, List<Located<Path>> crls, Duration crlGrace, Map<String, String> attributes) {
            this(name, certificates, crls, crlGrace, List.of(), Duration.ofHours(1), Optional.empty(), List.of(), attributes);
        }
    }

    /** Where something is to be fetched. */
    public sealed interface Whereabouts {

        /** Where the operator says. */
        record At(URI uri) implements Whereabouts {}

        /** Where the certificates on a validated path say. */
        record FromCertificates() implements Whereabouts {}
    }

    /**
     * OCSP (RFC 6960).
     *
     * @param url     the responder
     * @param refresh a responder is asked again this often, and before its answer is outdated
     * @param maxAge  an answer is believed no longer than that, whatever its {@code nextUpdate}
     * @param grace   how long after its {@code nextUpdate} an answer is still believed
     * @param nonce   whether an answer must repeat our nonce
     */
    public record OcspConfig(Located<Whereabouts> url, Duration refresh, Duration maxAge, Duration grace, Nonce nonce) {}

    public enum Nonce { OPTIONAL, REQUIRED }
}
