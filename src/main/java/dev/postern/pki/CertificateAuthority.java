package dev.postern.pki;

import dev.postern.pki.CertificateSpec.Constraints;
import dev.postern.pki.CertificateSpec.KeyKind;
import dev.postern.pki.CertificateSpec.Role;
import dev.postern.pki.CertificateSpec.Usage;
import dev.postern.pki.CertificateSpec.Validity;
import java.math.BigInteger;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.KeyUsage;

/**
 * A certificate authority in the process: for the demo, for tests and for enrolment. EC P-256 keys, SHA-256, serial numbers of 126 random bits.
 *
 * <p>Making a key and a certificate takes milliseconds: not for event loops. Any thread.
 */
public final class CertificateAuthority {

    private static final Duration AUTHORITY_LIFETIME = Duration.ofDays(3650);
    private static final Duration LEAF_LIFETIME = Duration.ofDays(30);

    private final KeyMaterial material;
    private final InstantSource clock;

    private CertificateAuthority(KeyMaterial material, InstantSource clock) {
        this.material = material;
        this.clock = clock;
    }

    /** The authority whose certificate and key were kept from an earlier run. */
    public static CertificateAuthority of(KeyMaterial material, InstantSource clock) {
        return new CertificateAuthority(material, clock);
    }

    /** A new self-signed authority. */
    public static CertificateAuthority root(String commonName, InstantSource clock) {
        return root(authoritySpec(commonName, clock.instant()), clock);
    }

    public static CertificateAuthority root(CertificateSpec spec, InstantSource clock) {
        return new CertificateAuthority(CertificateWriter.selfSigned(spec), clock);
    }

    public static CertificateSpec authoritySpec(String commonName, Instant now) {
        return new CertificateSpec("CN=" + commonName, List.of(), new Constraints(Role.AUTHORITY, OptionalInt.empty(), List.of(), List.of()),
                new Usage(OptionalInt.of(KeyUsage.keyCertSign | KeyUsage.cRLSign), Set.of()), Validity.lasting(AUTHORITY_LIFETIME, now),
                KeyKind.EC_P256, Optional.empty());
    }

    public CertificateAuthority intermediate(String commonName) {
        return intermediate(authoritySpec(commonName, clock.instant()));
    }

    public CertificateAuthority intermediate(CertificateSpec spec) {
        return new CertificateAuthority(issue(spec), clock);
    }

    /** A leaf for a TLS client and server, without names: what the other kinds start from. */
    public CertificateSpec leafSpec(String commonName) {
        return new CertificateSpec("CN=" + commonName, List.of(), new Constraints(Role.LEAF, OptionalInt.empty(), List.of(), List.of()),
                new Usage(OptionalInt.of(KeyUsage.digitalSignature), Set.of(Purpose.CLIENT, Purpose.SERVER)),
                Validity.lasting(LEAF_LIFETIME, clock.instant()), KeyKind.EC_P256, Optional.empty());
    }

    /** A server certificate for host names and literal addresses; the first is its common name too. */
    public KeyMaterial server(String... hosts) {
        San[] names = Arrays.stream(hosts).map(h -> isAddress(h) ? San.address(h) : San.dns(h)).toArray(San[]::new);
        return issue(leafSpec(hosts[0].replace("*", "wildcard")).withNames(names).withUsage(usage(Purpose.SERVER)));
    }

    /** An X.509-SVID for a workload that is client and server. */
    public KeyMaterial svid(SpiffeId id) {
        return issue(svidSpec(id));
    }

    public CertificateSpec svidSpec(SpiffeId id) {
        return leafSpec("workload").withNames(San.uri(id.toString()));
    }

    /** A client certificate that names a device. */
    public KeyMaterial device(String name) {
        return issue(deviceSpec(name));
    }

    public CertificateSpec deviceSpec(String name) {
        return leafSpec(name).withNames(San.dns(name)).withUsage(usage(Purpose.CLIENT));
    }

    /** The chain of what is issued ends below the root. */
    public KeyMaterial issue(CertificateSpec spec) {
        return CertificateWriter.issue(spec, material);
    }

    /** A full CRL, made now. */
    public X509CRL crl(Duration lifetime, X509Certificate... revoked) {
        List<BigInteger> serials = Stream.of(revoked).map(X509Certificate::getSerialNumber).toList();
        return crl(new CrlSpec(serials, clock.instant(), clock.instant().plus(lifetime), CrlSpec.Scope.FULL));
    }

    public X509CRL crl(CrlSpec spec) {
        return CrlWriter.issue(spec, material);
    }

    public X509Certificate certificate() {
        return material.leaf();
    }

    public KeyMaterial material() {
        return material;
    }

    private static Usage usage(Purpose purpose) {
        return new Usage(OptionalInt.of(KeyUsage.digitalSignature), Set.of(purpose));
    }

    private static boolean isAddress(String host) {
        return host.indexOf(':') >= 0 || !host.isEmpty() && List.of(host.split("\\.")).getLast().chars().allMatch(Character::isDigit);
    }
}
