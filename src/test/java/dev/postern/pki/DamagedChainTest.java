package dev.postern.pki;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every byte of a leaf and of an intermediate damaged in turn: whatever still parses is refused, and nothing but a refusal comes out. */
class DamagedChainTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);
    private static final CertificateAuthority ROOT = CertificateAuthority.root("Root", CLOCK);
    private static final CertificateAuthority SUB = ROOT.intermediate("Sub");
    private static final int[] MASKS = {0x01, 0x80, 0xff};
    private static final KeyMaterial LEAF = SUB.svid(SpiffeId.parse("spiffe://corp.test/ledger"));

    @Test
    void noDamagedCertificateIsBelieved() throws Exception {
        ChainValidator validator = new ChainValidator(List.of(ROOT.certificate()), Purpose.CLIENT);
        TrustBundles bundles = TrustBundles.of("corp.test", List.of(ROOT.certificate()));
        assertInstanceOf(ChainVerdict.Valid.class, validator.validate(LEAF.chain(), NOW));
        int parsed = 0;
        for (int which = 0; which < 2; which++) {
            byte[] der = LEAF.chain().get(which).getEncoded();
            for (int i = 0; i < der.length; i++) {
                Optional<X509Certificate> damaged = damaged(der, i, MASKS[i % MASKS.length]);
                if (damaged.isPresent()) {
                    parsed++;
                    List<X509Certificate> chain = which == 0 ? List.of(damaged.get(), SUB.certificate()) : List.of(LEAF.leaf(), damaged.get());
                    assertFalse(validator.validate(chain, NOW) instanceof ChainVerdict.Valid, "byte " + i + " of certificate " + which);
                    assertThrows(CertificateException.class, () -> SvidValidator.validate(chain, bundles, NOW));
                }
            }
        }
        assertTrue(parsed > 200, "only " + parsed + " damaged certificates could be parsed at all");
    }

    private static Optional<X509Certificate> damaged(byte[] der, int at, int mask) {
        byte[] copy = der.clone();
        copy[at] ^= (byte) mask;
        try {
            return Optional.of((X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(copy)));
        } catch (CertificateException unparseable) {
            return Optional.empty();
        }
    }
}
