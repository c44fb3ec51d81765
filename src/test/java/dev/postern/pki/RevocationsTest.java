package dev.postern.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.pki.CrlSpec.Kind;
import dev.postern.pki.CrlSpec.Scope;
import dev.postern.pki.Revocations.Status;
import java.math.BigInteger;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RevocationsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final CertificateAuthority ROOT = CertificateAuthority.root("Root", CLOCK);
    private static final CertificateAuthority SUB = ROOT.intermediate("Sub");
    private static final X509Certificate LEAF = SUB.device("laptop-17").leaf();
    private static final TrustedPath PATH = new TrustedPath(List.of(LEAF, SUB.certificate()), ROOT.certificate());

    private static Status judge(X509CRL... crls) {
        return judge(Duration.ZERO, crls);
    }

    private static Status judge(Duration grace, X509CRL... crls) {
        return new Revocations(Stream.of(crls).map(RevocationList::of).toList(), grace).judge(PATH, NOW);
    }

    private static X509CRL crl(CertificateAuthority issuer, Instant from, Instant until, X509Certificate... revoked) {
        return issuer.crl(new CrlSpec(serials(revoked), from, until, Scope.FULL));
    }

    private static List<BigInteger> serials(X509Certificate... revoked) {
        return Stream.of(revoked).map(X509Certificate::getSerialNumber).toList();
    }

    private static X509CRL scoped(CertificateAuthority issuer, Scope scope, X509Certificate... revoked) {
        return issuer.crl(new CrlSpec(serials(revoked), NOW, NOW.plus(HOUR), scope));
    }

    @Test
    void withoutCrlsRevocationIsNotLookedAt() {
        assertInstanceOf(Status.Good.class, judge());
    }

    @Test
    void goodUntilTheFirstCrlIsOutdated() {
        Status.Good good = assertInstanceOf(Status.Good.class, judge(Duration.ofMinutes(5), ROOT.crl(HOUR), SUB.crl(Duration.ofMinutes(10))));
        assertEquals(NOW.plus(Duration.ofMinutes(15)), good.until());
    }

    @Test
    void aRevokedLeafAndARevokedIntermediateAreRevoked() {
        assertEquals(new Status.Revoked(LEAF), judge(ROOT.crl(HOUR), SUB.crl(HOUR, LEAF)));
        assertEquals(new Status.Revoked(SUB.certificate()), judge(ROOT.crl(HOUR, SUB.certificate()), SUB.crl(HOUR)));
    }

    @Test
    void everyCertificateBelowTheAnchorNeedsACrl() {
        assertInstanceOf(Status.Undetermined.class, judge(ROOT.crl(HOUR)));
        assertInstanceOf(Status.Undetermined.class, judge(SUB.crl(HOUR)));
        assertEquals(new Status.Revoked(LEAF), judge(SUB.crl(HOUR, LEAF)), "a revocation needs no other CRL");
        assertEquals(new Status.Revoked(SUB.certificate()), judge(ROOT.crl(HOUR, SUB.certificate())), "nor here, though the leaf's is missing");
    }

    @Test
    void anOutdatedCrlProvesRevocationsAndNothingElse() {
        X509CRL old = crl(SUB, NOW.minus(HOUR), NOW.minusSeconds(1));
        assertTrue(assertInstanceOf(Status.Undetermined.class, judge(ROOT.crl(HOUR), old)).why().contains("outdated"));
        assertInstanceOf(Status.Good.class, judge(Duration.ofSeconds(2), ROOT.crl(HOUR), old));
        assertInstanceOf(Status.Good.class, judge(ROOT.crl(HOUR), old, SUB.crl(HOUR)));
        assertEquals(new Status.Revoked(LEAF), judge(ROOT.crl(HOUR), crl(SUB, NOW.minus(HOUR), NOW.minusSeconds(1), LEAF)));
        assertInstanceOf(Status.Undetermined.class, judge(ROOT.crl(HOUR), crl(SUB, NOW.plus(HOUR), NOW.plus(HOUR.multipliedBy(2)))),
                "from the future");
        assertInstanceOf(Status.Good.class, judge(ROOT.crl(HOUR), crl(SUB, NOW.plusSeconds(60), NOW.plus(HOUR))), "a clock a minute ahead");
    }

    @Test
    void aCrlOfAnotherKeyUnderTheSameNameProvesNothing() {
        CertificateAuthority twin = ROOT.intermediate("Sub");
        assertInstanceOf(Status.Undetermined.class, judge(ROOT.crl(HOUR), twin.crl(HOUR)));
        assertInstanceOf(Status.Good.class, judge(ROOT.crl(HOUR), SUB.crl(HOUR), twin.crl(HOUR, LEAF)), "nobody else can revoke");
    }

    @Test
    void anIssuerThatMayNotSignCrlsProvesNothing() {
        CertificateAuthority noCrls = ROOT.intermediate(CertificateAuthority.authoritySpec("No CRLs", NOW).withUsage(
                new CertificateSpec.Usage(java.util.OptionalInt.of(org.bouncycastle.asn1.x509.KeyUsage.keyCertSign), java.util.Set.of())));
        TrustedPath path = new TrustedPath(noCrls.device("d").chain(), ROOT.certificate());
        Revocations both = new Revocations(List.of(RevocationList.of(ROOT.crl(HOUR)), RevocationList.of(noCrls.crl(HOUR))), Duration.ZERO);
        assertInstanceOf(Status.Undetermined.class, both.judge(path, NOW));
    }

    @ParameterizedTest
    @EnumSource(value = Kind.class, names = {"DELTA", "INDIRECT"})
    void crlsThatDoNotTellTheWholeTruthAreRefusedAtLoad(Kind kind) {
        X509CRL crl = scoped(SUB, new Scope(kind, Optional.empty()), LEAF);
        String message = assertThrows(IllegalArgumentException.class, () -> RevocationList.of(crl)).getMessage();
        assertTrue(message.contains(kind.name().toLowerCase(java.util.Locale.ROOT)), message);
    }

    @Test
    void limitedCrlsCountForWhatTheyCover() {
        X509CRL users = scoped(SUB, new Scope(Kind.ONLY_USERS, Optional.empty()), LEAF);
        X509CRL authorities = scoped(SUB, new Scope(Kind.ONLY_AUTHORITIES, Optional.empty()));
        assertEquals(new Status.Revoked(LEAF), judge(ROOT.crl(HOUR), users));
        assertInstanceOf(Status.Undetermined.class, judge(ROOT.crl(HOUR), authorities));
        assertInstanceOf(Status.Good.class, judge(scoped(ROOT, new Scope(Kind.ONLY_AUTHORITIES, Optional.empty())), SUB.crl(HOUR)));
    }

    @Test
    void aPartitionCountsForCertificatesThatNameIt() {
        X509Certificate leaf = SUB.issue(SUB.deviceSpec("d").withCrlUri("http://crl.test/1")).leaf();
        TrustedPath path = new TrustedPath(List.of(leaf, SUB.certificate()), ROOT.certificate());
        RevocationList root = RevocationList.of(ROOT.crl(HOUR));
        RevocationList other = RevocationList.of(scoped(SUB, Scope.partition("http://crl.test/2")));
        RevocationList own = RevocationList.of(scoped(SUB, Scope.partition("http://crl.test/1"), leaf));
        assertInstanceOf(Status.Undetermined.class, new Revocations(List.of(root, other), Duration.ZERO).judge(path, NOW),
                "the other partition says nothing of it");
        assertEquals(new Status.Revoked(leaf), new Revocations(List.of(root, other, own), Duration.ZERO).judge(path, NOW));
        assertInstanceOf(Status.Undetermined.class, judge(ROOT.crl(HOUR), scoped(SUB, Scope.partition("http://crl.test/1"))),
                "a certificate that names none");
    }
}
