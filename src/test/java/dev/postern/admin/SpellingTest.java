package dev.postern.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.pki.CertificateAuthority;
import dev.postern.pki.Thumbprint;
import dev.postern.revocation.Target;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** However an operator spells it, what is looked for is found; what could never be is refused. */
class SpellingTest {

    @ParameterizedTest
    @CsvSource({
        "laptops/a1f, laptops/a1f", "laptops/0A1F, laptops/a1f", "laptops/0a:1f, laptops/a1f", "laptops/A:1F, laptops/a1f", "laptops/0x0a1f, laptops/a1f", "laptops/0XA1F, laptops/a1f",
        "laptops/000000a1f, laptops/a1f", "laptops/00:00:0A:1F, laptops/a1f", "laptops/00, laptops/0", "laptops/0, laptops/0", "laptops/-0A1F, laptops/-a1f", "a/1, a/1",
        "laptops/7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF, laptops/7fffffffffffffffffffffffffffffffffffffff"})
    void serials(String written, String lookedFor) {
        assertEquals(new Target(Target.Kind.SERIAL, lookedFor), Asked.target("serial", written));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "laptops", "laptops/", "/a1f", "a1f", "laptops/xyz", "laptops/0a 1f", "laptops/a1f ", " laptops/a1f", "laptops /a1f", "laptops/ a1f", "Laptops/a1f", "laptops/0a:1", "laptops/0a::1f",
        "laptops/:0a", "laptops/0a:", "laptops/0a1:1f", "laptops/--1", "laptops/0x", "laptops/-", "laptops/serial=0A1F", "laptops/a1f/b", "laptops/a1f\n", "laptops/١"})
    void noSerials(String written) {
        String why = assertThrows(IllegalArgumentException.class, () -> Asked.target("serial", written)).getMessage();
        assertTrue(why.contains("authority/hex"), why);
    }

    @Test
    void serialsHaveABound() {
        assertThrows(IllegalArgumentException.class, () -> Asked.target("serial", "laptops/" + "0a:".repeat(40_000) + "1f"));
    }

    @Test
    void certificates() throws Exception {
        X509Certificate leaf = CertificateAuthority.root("Devices", InstantSource.system()).device("laptop").leaf();
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(leaf.getEncoded());
        Target lookedFor = new Target(Target.Kind.CERTIFICATE, Thumbprint.of(leaf).value());
        HexFormat colons = HexFormat.ofDelimiter(":");
        for (String written : new String[] {HexFormat.of().formatHex(digest), HexFormat.of().withUpperCase().formatHex(digest), colons.formatHex(digest), colons.withUpperCase().formatHex(digest),
                lookedFor.value(), lookedFor.value() + '='}) {
            assertEquals(lookedFor, Asked.target("certificate", written), written);
        }
        String hex = HexFormat.of().formatHex(digest);
        for (String wrong : new String[] {"", " ", "9F:86:D0:81", hex.substring(1), hex + "0", hex + "00", hex.substring(0, 63) + 'g', colons.formatHex(digest) + ':', hex.substring(0, 40), ' ' + hex,
            lookedFor.value().substring(1), lookedFor.value() + 'A', lookedFor.value() + "\n", lookedFor.value().substring(1) + '+', "sha256 Fingerprint=" + colons.formatHex(digest), "laptop"}) {
            String why = assertThrows(IllegalArgumentException.class, () -> Asked.target("certificate", wrong), wrong).getMessage();
            assertTrue(why.contains("SHA-256") && why.contains("base64url"), why);
        }
    }

    /** A device's names are those of hosts and subjects, which mean the same in any case. */
    @ParameterizedTest
    @ValueSource(strings = {"Laptop-17.Corp.Test", "laptop-17.corp.test", " LAPTOP-17.corp.test "})
    void devices(String written) {
        assertEquals(new Target(Target.Kind.DEVICE, "laptop-17.Corp.test"), Asked.target("device", written));
        assertEquals("laptop-17.corp.test", Asked.target("device", written).value());
    }

    @Test
    void aDeviceNamedByAUriOfSpiffe() {
        assertEquals(new Target(Target.Kind.DEVICE, "spiffe://corp.test/kiosk"), Asked.target("device", "spiffe://Corp.Test/kiosk"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "laptop\u200b", "lap\ntop", "laptop\u0000", "\u202elaptop"})
    void noDevices(String written) {
        String why = assertThrows(IllegalArgumentException.class, () -> Asked.target("device", written)).getMessage();
        assertTrue(why.contains("as the record names it"), why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice@corp", "Alice@corp", "alice@corp.test@corp", "Alice B@corp-2", " alice@corp"})
    void users(String written) {
        assertEquals(new Target(Target.Kind.USER, written), Asked.target("user", written));
        assertEquals(written, Asked.name(written) + '@' + Asked.provider(written));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "alice", "@corp", " @corp", "alice@", "alice@ ", "alice@Corp", "alice@corp ", "alice@corp\n", "alice@-corp", "ali\u200bce@corp", "ali\nce@corp"})
    void noUsers(String written) {
        String why = assertThrows(IllegalArgumentException.class, () -> Asked.target("user", written)).getMessage();
        assertTrue(why.contains("name@provider"), why);
        assertThrows(IllegalArgumentException.class, () -> Asked.provider(written));
    }
}
