package dev.postern.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Which authorities enrol devices. */
public record DevicesConfig(List<AuthorityConfig> authorities) {

    public DevicesConfig {
        authorities = List.copyOf(authorities);
    }

    /**
     * One device authority.
     *
     * @param name         used in rules and in the audit trail
     * @param certificates PEM of the roots; watched and reloaded
     * @param crls         files with its CRLs, PEM or DER (RFC 5280 §5); watched and reloaded
     * @param crlGrace     how long after {@code nextUpdate} a CRL is still believed; zero by default: an outdated CRL leaves every device of the authority unknown
     * @param attributes   attributes that every device of this authority has, for conditions in rules
     */
    public record AuthorityConfig(
            Located<String> name,
            Located<Path> certificates,
            List<Located<Path>> crls,
            Duration crlGrace,
            Map<String, String> attributes) {

        public AuthorityConfig {
            crls = List.copyOf(crls);
            attributes = Map.copyOf(attributes);
        }
    }
}
