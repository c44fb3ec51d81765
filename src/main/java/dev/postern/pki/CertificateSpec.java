package dev.postern.pki;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a certificate to be issued shall say. It can say odd things, since tests need certificates that must be refused.
 *
 * @param subject     RFC 4514 name, may be empty
 * @param names       subject alternative names, in order
 * @param constraints for authorities
 * @param usage       what the key may be used for
 * @param validity    from when, until when
 * @param key         the kind of key to make
 * @param crlUri      where its CRL is (distribution point), for partitioned CRLs
 */
public record CertificateSpec(String subject, List<San> names, Constraints constraints, Usage usage, Validity validity, KeyKind key,
        Optional<String> crlUri) {

    public CertificateSpec {
        names = List.copyOf(names);
    }

    /** The key pairs that can be made; the weak ones are there to be refused. */
    public enum KeyKind { EC_P256, EC_P384, ED25519, RSA_2048, RSA_1024 }

    /** What a certificate is: of an authority, of an end entity, or silent about it (no basic constraints). */
    public enum Role { AUTHORITY, LEAF, UNSAID }

    /** RFC 5280 §4.2.1.9 and §4.2.1.10. */
    public record Constraints(Role role, OptionalInt pathLength, List<San> permitted, List<San> excluded) {

        public Constraints {
            permitted = List.copyOf(permitted);
            excluded = List.copyOf(excluded);
        }
    }

    /** @param keyUsage bits of {@link org.bouncycastle.asn1.x509.KeyUsage}, empty for no such extension; no purposes mean no extended key usage */
    public record Usage(OptionalInt keyUsage, Set<Purpose> purposes) {

        public Usage {
            purposes = Set.copyOf(purposes);
        }
    }

    public record Validity(Instant from, Instant until) {

        /** From a minute before {@code now}, for clocks that differ a little. */
        public static Validity lasting(Duration lifetime, Instant now) {
            return new Validity(now.minusSeconds(60), now.plus(lifetime));
        }
    }

    public CertificateSpec withSubject(String other) {
        return new CertificateSpec(other, names, constraints, usage, validity, key, crlUri);
    }

    public CertificateSpec withNames(San... other) {
        return new CertificateSpec(subject, List.of(other), constraints, usage, validity, key, crlUri);
    }

    public CertificateSpec withConstraints(Constraints other) {
        return new CertificateSpec(subject, names, other, usage, validity, key, crlUri);
    }

    public CertificateSpec withUsage(Usage other) {
        return new CertificateSpec(subject, names, constraints, other, validity, key, crlUri);
    }

    public CertificateSpec valid(Instant from, Instant until) {
        return new CertificateSpec(subject, names, constraints, usage, new Validity(from, until), key, crlUri);
    }

    public CertificateSpec withKey(KeyKind other) {
        return new CertificateSpec(subject, names, constraints, usage, validity, other, crlUri);
    }

    public CertificateSpec withCrlUri(String uri) {
        return new CertificateSpec(subject, names, constraints, usage, validity, key, Optional.of(uri));
    }
}
