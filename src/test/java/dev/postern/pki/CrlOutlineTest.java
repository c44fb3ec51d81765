package dev.postern.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Sequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose a CRL is can be told before anything is made of its entries. */
class CrlOutlineTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final CertificateAuthority ROOT = CertificateAuthority.root("Root", InstantSource.system());
    private static final CertificateAuthority TWIN = CertificateAuthority.root("Root", InstantSource.system());

    private static byte[] der(CertificateAuthority issuer) throws Exception {
        return issuer.crl(HOUR, issuer.device("lost").leaf()).getEncoded();
    }

    @Test
    void itKnowsWhoIssuedItAndWhoSignedIt() throws Exception {
        CrlOutline outline = new CrlOutline(der(ROOT));
        assertEquals(ROOT.certificate().getSubjectX500Principal(), outline.issuer());
        assertTrue(outline.signedBy(ROOT.certificate()));
        assertFalse(outline.signedBy(TWIN.certificate()), "the same name, another key");
        assertTrue(outline.read().signedBy(ROOT.certificate()));
    }

    @Test
    void oneChangedOctetOfWhatIsSignedIsEnough() throws Exception {
        byte[] der = der(ROOT);
        int signedEnd = der.length - ASN1Sequence.getInstance(der).getObjectAt(2).toASN1Primitive().getEncoded().length;
        for (int i = 0; i < signedEnd; i++) {
            byte[] altered = der.clone();
            altered[i] ^= 1;
            assertFalse(isSigned(altered), "octet " + i);
        }
    }

    private static boolean isSigned(byte[] der) {
        try {
            return new CrlOutline(der).signedBy(ROOT.certificate());
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }

    @Test
    void entriesAreNotLookedAtAndCostNoMemory() {
        byte[] huge = OddCrl.unreadable(ROOT.crl(HOUR), 15 << 20);
        assertFalse(isSigned(huge)); // once, for what is loaded at the first time
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        CrlOutline outline = new CrlOutline(huge);
        assertFalse(outline.signedBy(ROOT.certificate()));
        long spent = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(spent < 1 << 20, spent + " octets were allocated over 15 MiB of entries");
        assertThrows(IllegalArgumentException.class, outline::read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "<html>captive portal</html>", "0\u0080", "0\u0084\u00ff\u00ff\u00ff\u00ff", "0\u0085\u0000\u0000\u0000\u0000\u0000", "0\u00030\u00010", "0\u0002\u001f\u0000"})
    void whatIsNoCrlIsRefusedInOurWords(String octets) {
        byte[] bad = octets.getBytes(StandardCharsets.ISO_8859_1);
        assertEquals("what was fetched is no CRL in DER", assertThrows(IllegalArgumentException.class, () -> new CrlOutline(bad)).getMessage());
    }

    @Test
    void nothingMayFollowAndNothingBeMissing() throws Exception {
        byte[] der = der(ROOT);
        ByteArrayOutputStream longer = new ByteArrayOutputStream();
        longer.writeBytes(der);
        longer.write(0);
        for (byte[] bad : List.of(longer.toByteArray(), Arrays.copyOf(der, der.length - 1))) {
            assertThrows(IllegalArgumentException.class, () -> new CrlOutline(bad));
        }
    }
}
