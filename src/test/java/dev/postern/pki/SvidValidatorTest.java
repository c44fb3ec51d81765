package dev.postern.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.pki.CertificateSpec.Constraints;
import dev.postern.pki.CertificateSpec.Role;
import dev.postern.pki.CertificateSpec.Usage;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SvidValidatorTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);
    private static final CertificateAuthority CORP = CertificateAuthority.root("corp root", CLOCK);
    private static final CertificateAuthority PARTNER = CertificateAuthority.root("partner root", CLOCK);
    private static final TrustBundles BUNDLES =
            new TrustBundles(Map.of("corp.test", List.of(CORP.certificate()), "partner.test", List.of(PARTNER.certificate())));
    private static final SpiffeId LEDGER = SpiffeId.parse("spiffe://corp.test/ns/finance/sa/ledger");

    private static CertificateSpec svid() {
        return CORP.svidSpec(LEDGER);
    }

    private static Usage keyUsage(int bits) {
        return new Usage(OptionalInt.of(bits), Set.of(Purpose.CLIENT, Purpose.SERVER));
    }

    @Test
    void provesTheIdForBothRoles() throws CertificateException {
        List<X509Certificate> chain = CORP.intermediate("corp issuing").svid(LEDGER).chain();
        assertEquals(LEDGER, SvidValidator.validate(chain, BUNDLES, NOW));
        assertEquals(LEDGER, SvidValidator.validateServer(chain, BUNDLES, NOW));
        SpiffeId partner = SpiffeId.parse("spiffe://partner.test/x");
        assertEquals(partner, SvidValidator.validate(PARTNER.svid(partner).chain(), BUNDLES, NOW));
    }

    static Stream<Arguments> refused() {
        X509Certificate good = CORP.svid(LEDGER).leaf();
        CertificateAuthority narrowed = CORP.intermediate(CertificateAuthority.authoritySpec("narrow", NOW).withConstraints(
                new Constraints(Role.AUTHORITY, OptionalInt.empty(), List.of(San.uri("partner.test")), List.of())));
        return Stream.of(
                Arguments.of("an authority of one domain vouching for another", PARTNER.svid(LEDGER).chain(), "no authority of its trust domain"),
                Arguments.of("a domain nobody trusts", CORP.svid(SpiffeId.parse("spiffe://evil.test/x")).chain(), "no bundle"),
                Arguments.of("only a common name", CORP.issue(CORP.leafSpec(LEDGER.toString())).chain(), "names no SPIFFE id"),
                Arguments.of("the id as a DNS name", CORP.issue(svid().withNames(San.dns(LEDGER.toString()))).chain(), "names no SPIFFE id"),
                Arguments.of("the id as an e-mail address", CORP.issue(svid().withNames(San.email("spiffe://corp.test/x"))).chain(),
                        "names no SPIFFE id"),
                Arguments.of("two ids", CORP.issue(svid().withNames(San.uri(LEDGER.toString()), San.uri("spiffe://corp.test/admin"))).chain(),
                        "exactly one URI"),
                Arguments.of("the same id twice", CORP.issue(svid().withNames(San.uri(LEDGER.toString()), San.uri(LEDGER.toString()))).chain(),
                        "exactly one URI"),
                Arguments.of("another URI beside it", CORP.issue(svid().withNames(San.uri("https://corp.test/"), San.uri(LEDGER.toString()))).chain(),
                        "exactly one URI"),
                Arguments.of("NUL in the id", CORP.issue(svid().withNames(San.uri("spiffe://corp.test/ns\0/x"))).chain(), "cannot be read"),
                Arguments.of("a dot segment", CORP.issue(svid().withNames(San.uri("spiffe://corp.test/ns/../admin"))).chain(), "not a SPIFFE path"),
                Arguments.of("a port", CORP.issue(svid().withNames(San.uri("spiffe://corp.test:8443/x"))).chain(), "not a SPIFFE trust domain"),
                Arguments.of("user information", CORP.issue(svid().withNames(San.uri("spiffe://evil@corp.test/x"))).chain(),
                        "not a SPIFFE trust domain"),
                Arguments.of("upper-case scheme", CORP.issue(svid().withNames(San.uri("SPIFFE://corp.test/x"))).chain(), "not a SPIFFE id"),
                Arguments.of("upper-case domain", CORP.issue(svid().withNames(San.uri("spiffe://CORP.test/x"))).chain(), "not a SPIFFE trust domain"),
                Arguments.of("a domain without a path", CORP.issue(svid().withNames(San.uri("spiffe://corp.test"))).chain(), "no workload"),
                Arguments.of("a query", CORP.issue(svid().withNames(San.uri("spiffe://corp.test/x?y"))).chain(), "not a SPIFFE path"),
                Arguments.of("signs certificates", CORP.issue(svid().withUsage(keyUsage(KeyUsage.digitalSignature | KeyUsage.keyCertSign))).chain(),
                        "key usage"),
                Arguments.of("signs CRLs", CORP.issue(svid().withUsage(keyUsage(KeyUsage.digitalSignature | KeyUsage.cRLSign))).chain(), "key usage"),
                Arguments.of("no digital signature", CORP.issue(svid().withUsage(keyUsage(KeyUsage.keyEncipherment))).chain(), "digitalSignature"),
                Arguments.of("no key usage", CORP.issue(svid().withUsage(new Usage(OptionalInt.empty(), Set.of()))).chain(), "key usage"),
                Arguments.of("an authority",
                        CORP.issue(svid().withConstraints(new Constraints(Role.AUTHORITY, OptionalInt.empty(), List.of(), List.of()))).chain(),
                                "authority"),
                Arguments.of("for servers only",
                        CORP.issue(svid().withUsage(new Usage(OptionalInt.of(KeyUsage.digitalSignature), Set.of(Purpose.SERVER)))).chain(), "CLIENT"),
                Arguments.of("expired", CORP.issue(svid().valid(NOW.minusSeconds(60), NOW.minusSeconds(1))).chain(), "expired at"),
                Arguments.of("not valid yet", CORP.issue(svid().valid(NOW.plusSeconds(1), NOW.plusSeconds(60))).chain(), "not valid before"),
                Arguments.of("outside the issuer's name constraints", narrowed.svid(LEDGER).chain(), "name constraints"),
                Arguments.of("issued by a workload", CertificateAuthority.of(CORP.svid(LEDGER), CLOCK).svid(LEDGER).chain(), "no authority"),
                Arguments.of("a good one that is not the first", List.of(PARTNER.svid(LEDGER).leaf(), good, CORP.certificate()),
                        "no authority of its trust domain"),
                Arguments.of("nothing", List.of(), "no certificate"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void refuses(String what, List<X509Certificate> chain, String why) {
        String message = assertThrows(CertificateException.class, () -> SvidValidator.validate(chain, BUNDLES, NOW)).getMessage();
        assertTrue(message.contains(why), message);
    }

    @Test
    void aClientSvidIsNoServerSvid() {
        List<X509Certificate> client =
                CORP.issue(svid().withUsage(new Usage(OptionalInt.of(KeyUsage.digitalSignature), Set.of(Purpose.CLIENT)))).chain();
        assertThrows(CertificateException.class, () -> SvidValidator.validateServer(client, BUNDLES, NOW));
    }

    @Test
    void idsAreReadWithoutBeingProved() throws CertificateException {
        assertEquals(Optional.of(LEDGER), SpiffeIds.of(PARTNER.svid(LEDGER).leaf()));
        assertEquals(Optional.empty(), SpiffeIds.of(CORP.device("laptop").leaf()));
        assertEquals(Optional.empty(), SpiffeIds.of(CORP.issue(svid().withNames(San.uri("https://a.test/"), San.uri("https://b.test/"))).leaf()));
        X509Certificate unreadable = CORP.issue(svid().withNames(San.uri("http://[bad"))).leaf();
        assertThrows(CertificateException.class, () -> SpiffeIds.of(unreadable));
    }

    @Test
    void bundlesHoldAuthoritiesOfTheirOwnDomain() {
        X509Certificate leaf = CORP.svid(LEDGER).leaf();
        X509Certificate partner =
                CertificateAuthority.root(CertificateAuthority.authoritySpec("p", NOW).withNames(San.uri("spiffe://partner.test")),
                        CLOCK).certificate();
        assertThrows(IllegalArgumentException.class, () -> TrustBundles.of("corp.test", List.of(leaf)));
        assertThrows(IllegalArgumentException.class, () -> TrustBundles.of("corp.test", List.of(partner)));
        assertThrows(IllegalArgumentException.class, () -> TrustBundles.of("corp.test", List.of()));
        assertThrows(IllegalArgumentException.class, () -> TrustBundles.of("Corp.Test", List.of(CORP.certificate())));
        assertEquals(List.of(partner), TrustBundles.of("partner.test", List.of(partner)).authorities());
    }
}
