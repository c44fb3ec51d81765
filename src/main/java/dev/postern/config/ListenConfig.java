package dev.postern.config;

import dev.postern.config.DevicesConfig.AuthorityConfig;
import dev.postern.config.DevicesConfig.OcspConfig;
import dev.postern.config.DevicesConfig.Whereabouts;
import dev.postern.config.PolicyConfig.RevocationDemand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the gateway listens: for clients, and for administration. */
public record ListenConfig(IngressConfig ingress, AdminConfig admin) {

    /**
     * The admin listener: health, readiness, metrics, and what operators do.
     *
     * @param address host and port; the default is loopback only, {@code 127.0.0.1:9443}
     * @param tls     a certificate for it; without one it speaks plain HTTP and accepts a loopback address only
     * @param token   lets operators in to the admin API; without it and without {@code clientCertificates} there is no such API
     * @param attempts with wrong credentials, each second and address; 5
     * @param clientCertificates let operators in, instead of the token or besides it
     */
    public record AdminConfig(Located<Endpoint> address, Optional<KeyPairFiles> tls, Optional<Secret> token, int attempts, Optional<OperatorCertificates> clientCertificates) {}

    /**
     * Certificates of operators. Without lists, addresses and responder it is looked at no revocation but what is known of device authorities that are the same.
     *
     * @param authorities PEM files with who issues them
     * @param revocation  whether it must be known that one is not revoked
     * @param crls        and what follows: as of {@link DevicesConfig.AuthorityConfig}
     */
    public record OperatorCertificates(
            List<Located<Path>> authorities,
            Demand demand,
            RevocationDemand revocation,
            List<Located<Path>> crls,
            Duration crlGrace,
            List<Located<Whereabouts>> crlUrls,
            Duration crlRefresh,
            Optional<OcspConfig> ocsp,
            List<Cidr> revocationNetworks) {

        public OperatorCertificates {
            authorities = List.copyOf(authorities);
            crls = List.copyOf(crls);
            crlUrls = List.copyOf(crlUrls);
            revocationNetworks = List.copyOf(revocationNetworks);
        }

        /** Whether it says itself how revocations are learned. */
        public boolean knowsRevocations() {
            return !crls.isEmpty() || !crlUrls.isEmpty() || ocsp.isPresent();
        }

        /** The same as authorities of devices, which are judged alike. */
        public DevicesConfig asDevices() {
            return new DevicesConfig(authorities.stream().map(file ->
                    new AuthorityConfig(Located.of("operators"), file, crls, crlGrace, crlUrls, crlRefresh, ocsp, revocationNetworks, Map.of())).toList());
        }
    }

    /** What an operator has to show. */
    public enum Demand {
        /** The token or a certificate. The default. */
        OPTIONAL,
        /** A certificate, and the token too where one is configured. */
        REQUIRED
    }
}
