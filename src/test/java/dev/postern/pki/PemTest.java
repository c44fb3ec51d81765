package dev.postern.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.pki.CertificateSpec.KeyKind;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PemTest {

    private static final CertificateAuthority CA = CertificateAuthority.root("Pem CA", Clock.systemUTC());

    @TempDir
    Path directory;

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private static String pem(String type, byte[] content) throws IOException {
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            writer.writeObject(new PemObject(type, content));
        }
        return text.toString();
    }

    @ParameterizedTest
    @EnumSource(KeyKind.class)
    void whatIsWrittenIsReadAgain(KeyKind kind) throws IOException {
        KeyMaterial material = CA.intermediate("Intermediate").issue(CA.leafSpec("leaf").withKey(kind));
        Path cert = directory.resolve("tls.crt");
        Path key = directory.resolve("tls.key");
        PemFiles.writeCertificates(cert, material.chain());
        PemFiles.writeKey(key, material.key());
        KeyMaterial read = Pem.keyMaterial(cert, key);
        assertEquals(material.chain(), read.chain());
        assertEquals(material.key(), read.key());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
        assertEquals(2, Files.list(directory).count(), "no file is left beside them");
    }

    @Test
    void aKeyFileKeepsItsModeWhenItIsReplaced() throws IOException {
        Path key = write("k.pem", "old");
        PemFiles.writeKey(key, CA.material().key());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
    }

    static Stream<KeyKind> traditional() {
        return Stream.of(KeyKind.EC_P256, KeyKind.EC_P384, KeyKind.RSA_2048);
    }

    @ParameterizedTest
    @MethodSource("traditional")
    void readsTraditionalKeys(KeyKind kind) throws IOException {
        KeyMaterial material = CA.issue(CA.leafSpec("leaf").withKey(kind));
        PrivateKey key = material.key();
        byte[] inner = PrivateKeyInfo.getInstance(key.getEncoded()).parsePrivateKey().toASN1Primitive().getEncoded();
        String type = key.getAlgorithm() + " PRIVATE KEY";
        if (key.getAlgorithm().equals("EC")) {
            var info = PrivateKeyInfo.getInstance(key.getEncoded());
            inner = new org.bouncycastle.asn1.sec.ECPrivateKey(((java.security.interfaces.ECPrivateKey) key).getParams().getOrder().bitLength(),
                    ((java.security.interfaces.ECPrivateKey) key).getS(), info.getPrivateKeyAlgorithm().getParameters()).getEncoded();
            new KeyMaterial(Pem.privateKey(write("ec.pem", pem("EC PARAMETERS", new byte[] {5, 0}) + pem(type, inner))), material.chain());
        }
        new KeyMaterial(Pem.privateKey(write("t.pem", pem(type, inner))), material.chain());
    }

    @Test
    void textAroundTheBlocksAndCarriageReturnsDoNotMatter() throws IOException {
        Path file = directory.resolve("c.pem");
        PemFiles.writeCertificates(file, List.of(CA.certificate()));
        String text = "# comment\n\nsubject=CN=x\n" + Files.readString(file) + "\ntrailing";
        assertEquals(List.of(CA.certificate()), Pem.certificates(write("d.pem", text)));
        assertEquals(List.of(CA.certificate()), Pem.certificates(write("e.pem", text.replace("\n", "\r\n"))));
    }

    @Test
    void readsCrlsAsPemAndDer() throws Exception {
        var crl = CA.crl(Duration.ofHours(1));
        Path pem = directory.resolve("crl.pem");
        PemFiles.writeCrl(pem, crl);
        assertEquals(List.of(crl), Pem.crls(pem));
        assertEquals(List.of(crl), Pem.crls(Files.write(directory.resolve("crl.der"), crl.getEncoded())));
    }

    static Stream<String> badKeys() throws IOException {
        String secret = Base64.getEncoder().encodeToString(CA.material().key().getEncoded());
        return Stream.of(
                pem("ENCRYPTED PRIVATE KEY", CA.material().key().getEncoded()),
                "-----BEGIN EC PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\n" + secret + "\n-----END EC PRIVATE KEY-----\n",
                "-----BEGIN PRIVATE KEY-----\n" + secret + "!!\n-----END PRIVATE KEY-----\n",
                "-----BEGIN PRIVATE KEY-----\n" + secret + "\n",
                "-----BEGIN PRIVATE KEY-----\n" + secret.substring(40) + "\n-----END PRIVATE KEY-----\n",
                pem("DSA PRIVATE KEY", CA.material().key().getEncoded()),
                pem("PRIVATE KEY", CA.material().key().getEncoded()).repeat(2),
                "", "nothing here", "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n", "x".repeat(Pem.MAX_KEY_BYTES + 1));
    }

    @ParameterizedTest
    @MethodSource("badKeys")
    void aBadKeyIsAnErrorThatNamesTheFileAndNothingOfTheKey(String text) throws IOException {
        Path file = write("bad.key", text);
        IllegalArgumentException error = assertThrows(IllegalArgumentException.class, () -> Pem.privateKey(file));
        assertTrue(error.getMessage().contains(file.toString()), error.getMessage());
        String everything = error + " " + error.getCause();
        String secret = Base64.getEncoder().encodeToString(CA.material().key().getEncoded());
        for (int i = 0; i + 8 < secret.length(); i += 8) {
            assertFalse(everything.contains(secret.substring(i, i + 8)), everything);
        }
    }

    @Test
    void encryptedKeysSaySo() throws IOException {
        Path file = write("enc.key", pem("ENCRYPTED PRIVATE KEY", new byte[] {1, 2, 3}));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Pem.privateKey(file)).getMessage().contains("encrypted"));
    }

    static Stream<String> badCertificates() {
        return Stream.of("", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "-----BEGIN CERTIFICATE-----\nMII", "\0\1\2",
                "-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----\n");
    }

    @ParameterizedTest
    @MethodSource("badCertificates")
    void badCertificatesAndCrlsNameTheFile(String text) throws IOException {
        Path file = write("bad.pem", text);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Pem.certificates(file)).getMessage().contains(file.toString()));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Pem.crls(file)).getMessage().contains(file.toString()));
    }

    @Test
    void missingAndUnreadableFilesAreNamed() {
        assertTrue(assertThrows(IllegalArgumentException.class, () ->
                Pem.certificates(directory.resolve("none.pem"))).getMessage().contains("none.pem does not exist"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Pem.certificates(directory)).getMessage().contains("cannot be read"));
    }

    @Test
    void keyAndChainMustBelongTogether() {
        KeyMaterial one = CA.server("one.test");
        KeyMaterial two = CA.server("two.test");
        KeyMaterial rsa = CA.issue(CA.leafSpec("rsa").withKey(KeyKind.RSA_2048));
        CertificateAuthority intermediate = CA.intermediate("Intermediate");
        KeyMaterial deep = intermediate.server("deep.test");
        assertThrows(IllegalArgumentException.class, () -> new KeyMaterial(two.key(), one.chain()));
        assertThrows(IllegalArgumentException.class, () -> new KeyMaterial(rsa.key(), one.chain()));
        assertThrows(IllegalArgumentException.class, () -> new KeyMaterial(one.key(), rsa.chain()));
        assertThrows(IllegalArgumentException.class, () -> new KeyMaterial(one.key(), List.of()));
        assertThrows(IllegalArgumentException.class, () -> new KeyMaterial(deep.key(), deep.chain().reversed()));
        String message =
                assertThrows(IllegalArgumentException.class, () -> new KeyMaterial(deep.key(), List.of(deep.leaf(), CA.certificate()))).getMessage();
        assertTrue(message.contains("did not issue"), message);
        assertEquals(3, new KeyMaterial(deep.key(), List.of(deep.leaf(), intermediate.certificate(), CA.certificate())).chain().size());
        assertFalse(one.toString().contains(one.key().toString()), one.toString());
    }
}
