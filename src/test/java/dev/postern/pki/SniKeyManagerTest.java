package dev.postern.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.pki.CertificateSpec.KeyKind;
import dev.postern.pki.TlsPair.Side;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SniKeyManagerTest {

    private static final CertificateAuthority CA = CertificateAuthority.root("Test CA", Clock.systemUTC());
    private static final KeyMaterial FIRST = CA.server("first.test");
    private static final KeyMaterial EXACT = CA.server("ledger.corp.test");
    private static final KeyMaterial WILD = CA.server("*.corp.test");
    private static final KeyMaterial UPPER = CA.server("UPPER.Test.");

    private final SniKeyManager keys = new SniKeyManager(List.of(FIRST, WILD, EXACT, UPPER));
    private final TlsPair pair = new TlsPair(new Side(keys, TlsPair.ANYBODY), new Side(null, TlsPair.ANYBODY));

    @ParameterizedTest
    @CsvSource({
        "first.test,first.test", "ledger.corp.test,ledger.corp.test", "LEDGER.Corp.Test,ledger.corp.test", "wiki.corp.test,wildcard.corp.test",
        "upper.test,UPPER.Test.", "a.b.corp.test,first.test", "corp.test,first.test", "unknown.test,first.test", "xcorp.test,first.test",
    })
    void choosesByServerName(String serverName, String commonName) throws IOException {
        assertEquals("CN=" + commonName, pair.handshake(serverName).server().getFirst().getSubjectX500Principal().getName());
    }

    @Test
    void theFirstServesWhoNamesNoHost() throws IOException {
        assertEquals(FIRST.leaf(), pair.handshake().server().getFirst());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ledger.corp.test.", "LEDGER.CORP.TEST."})
    void aTrailingDotIsTheSameName(String name) {
        // The JDK refuses to send it, other clients do not.
        SniTable table = new SniTable(List.of(FIRST, EXACT));
        assertEquals(Optional.of(Thumbprint.of(EXACT.leaf()).value()), table.alias(Optional.of(name), "EC"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "*.corp.test", "*", ".corp.test", "a..corp.test"})
    void strangeNamesGetTheDefaultOrTheWildcardAndNeverFail(String name) {
        SniTable table = new SniTable(List.of(FIRST, EXACT));
        assertEquals(Optional.of(Thumbprint.of(FIRST.leaf()).value()), table.alias(Optional.of(name), "EC"));
    }

    @Test
    void replacingAffectsTheNextHandshakeAndSparesTheOneInFlight() throws IOException {
        KeyMaterial next = CA.server("first.test");
        String inFlight = keys.getServerAliases("EC", null)[0];
        keys.replace(List.of(next));
        assertEquals(next.leaf(), pair.handshake("first.test").server().getFirst());
        assertEquals(FIRST.leaf(), keys.getCertificateChain(inFlight)[0]);
        assertEquals(FIRST.key(), keys.getPrivateKey(inFlight));
    }

    @Test
    void theIntermediateIsSentAndTheRootIsNot() throws IOException {
        CertificateAuthority intermediate = CA.intermediate("Intermediate");
        keys.replace(List.of(intermediate.server("deep.test")));
        List<?> chain = pair.handshake("deep.test").server();
        assertEquals(2, chain.size());
        assertEquals(intermediate.certificate(), chain.get(1));
    }

    @Test
    void theKeyTypeIsOneTheClientAccepts() throws IOException {
        KeyMaterial rsa = CA.issue(CA.leafSpec("first.test").withNames(San.dns("first.test")).withKey(KeyKind.RSA_2048));
        keys.replace(List.of(FIRST, rsa));
        assertEquals(List.of(), SniKeyManager.overlaps(List.of(FIRST, rsa)));
        assertEquals(rsa.leaf(), pair.handshake(p -> {
            p.setServerNames(List.of(new javax.net.ssl.SNIHostName("first.test")));
            p.setSignatureSchemes(new String[] {"rsa_pss_rsae_sha256"});
        }).server().getFirst());
        assertEquals(FIRST.leaf(), pair.handshake(p -> p.setSignatureSchemes(new String[] {"ecdsa_secp256r1_sha256"})).server().getFirst());
    }

    @ParameterizedTest
    @EnumSource(value = KeyKind.class, names = "RSA_1024", mode = EnumSource.Mode.EXCLUDE)
    void everyKindOfKeyServes(KeyKind kind) throws IOException {
        KeyMaterial material = CA.issue(CA.leafSpec("any.test").withNames(San.dns("any.test")).withKey(kind));
        keys.replace(List.of(material));
        assertEquals(material.leaf(), pair.handshake("any.test").server().getFirst());
    }

    @Test
    void namesClaimedTwiceAreReported() {
        assertEquals(List.of("a.test"), SniKeyManager.overlaps(List.of(CA.server("a.test", "b.test"), CA.server("A.test"), WILD, EXACT)));
    }

    @Test
    void neitherCommonNamesNorOddWildcardsServe() {
        KeyMaterial odd = CA.issue(CA.leafSpec("named.test").withNames(San.dns("w*.odd.test"), San.dns("*.test"), San.dns("a.*.odd.test")));
        SniTable table = new SniTable(List.of(FIRST, odd));
        for (String name : List.of("named.test", "www.odd.test", "x.test", "a.b.odd.test")) {
            assertEquals(Optional.of(Thumbprint.of(FIRST.leaf()).value()), table.alias(Optional.of(name), "EC"), name);
        }
    }

    @Test
    void aServerNeedsACertificate() {
        assertThrows(IllegalArgumentException.class, () -> new SniKeyManager(List.of()));
        assertTrue(assertThrows(IllegalArgumentException.class, () ->
                new SniKeyManager(List.of(CA.issue(CA.leafSpec("x").withNames(San.dns("good.test\0.evil.test"))))))
                .getMessage().contains("visible ASCII"));
    }
}
