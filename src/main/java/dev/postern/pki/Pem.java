package dev.postern.pki;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;

/**
 * Reads certificates, private keys and CRLs from files (RFC 7468). Blocks: call it at load, never on an event loop.
 *
 * <p>Bounds: certificates 4 MiB and 1,000 a file, keys 64 KiB, CRLs 64 MiB. Every error is an {@link IllegalArgumentException} whose message names
 * the file and says what was found; it never holds key material.
 */
public final class Pem {

    static final int MAX_CERTIFICATE_BYTES = 4 << 20;
    static final int MAX_KEY_BYTES = 64 << 10;
    static final int MAX_CRL_BYTES = 64 << 20;
    static final int MAX_CERTIFICATES = 1_000;

    private Pem() {}

    /** The certificates of a PEM file in their order, at least one; other blocks, such as a key beside its chain, are passed over. */
    public static List<X509Certificate> certificates(Path file) {
        List<X509Certificate> found = new ArrayList<>();
        for (PemObject block : blocks(file, read(file, MAX_CERTIFICATE_BYTES))) {
            if (block.getType().equals("CERTIFICATE")) {
                found.add(certificate(file, block.getContent(), found.size() + 1));
            }
            if (found.size() > MAX_CERTIFICATES) {
                throw new IllegalArgumentException(file + " holds more than " + MAX_CERTIFICATES + " certificates");
            }
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException(file + " holds no PEM certificate (-----BEGIN CERTIFICATE-----)");
        }
        return List.copyOf(found);
    }

    /** The one private key of a PEM file: PKCS #8, SEC 1 or PKCS #1; EC, RSA or EdDSA; not encrypted. */
    public static PrivateKey privateKey(Path file) {
        List<PemObject> keys = blocks(file, read(file, MAX_KEY_BYTES)).stream().filter(b -> b.getType().endsWith("PRIVATE KEY")).toList();
        if (keys.size() != 1) {
            throw new IllegalArgumentException(file + " holds " + (keys.isEmpty() ? "no" : keys.size() + " instead of one") + " PEM private key");
        }
        return PrivateKeyDecoder.decode(file, keys.getFirst());
    }

    /** A certificate chain, leaf first, with the key that belongs to it. */
    public static KeyMaterial keyMaterial(Path certificates, Path key) {
        List<X509Certificate> chain = certificates(certificates);
        PrivateKey privateKey = privateKey(key);
        try {
            return new KeyMaterial(privateKey, chain);
        } catch (IllegalArgumentException mismatch) {
            throw new IllegalArgumentException(certificates + " with " + key + ": " + mismatch.getMessage(), mismatch);
        }
    }

    /** The CRLs of a file: PEM, any number, or DER, one. */
    public static List<X509CRL> crls(Path file) {
        byte[] bytes = read(file, MAX_CRL_BYTES);
        if (bytes.length > 0 && bytes[0] == 0x30) {
            return List.of(crl(file, bytes));
        }
        List<X509CRL> found = blocks(file, bytes).stream().filter(b -> b.getType().equals("X509 CRL")).map(b -> crl(file, b.getContent())).toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException(file + " holds no CRL (-----BEGIN X509 CRL-----, or DER)");
        }
        return found;
    }

    private static X509Certificate certificate(Path file, byte[] der, int number) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException broken) {
            throw new IllegalArgumentException(file + ": certificate " + number + " cannot be read: " + broken.getMessage(), broken);
        }
    }

    private static X509CRL crl(Path file, byte[] der) {
        try {
            return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
        } catch (CertificateException | CRLException broken) {
            throw new IllegalArgumentException(file + ": the CRL cannot be read: " + broken.getMessage(), broken);
        }
    }

    private static List<PemObject> blocks(Path file, byte[] text) {
        List<PemObject> found = new ArrayList<>();
        try (PemReader reader = new PemReader(new StringReader(new String(text, StandardCharsets.ISO_8859_1)))) {
            for (PemObject block = reader.readPemObject(); block != null; block = reader.readPemObject()) {
                found.add(block);
            }
            return found;
        } catch (IOException | RuntimeException broken) {
            // Without its cause: the decoder's message could quote what it could not read.
            throw new IllegalArgumentException(file + " is no well-formed PEM: block " + (found.size() + 1) + " cannot be read");
        }
    }

    private static byte[] read(Path file, int max) {
        try (var in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(max + 1);
            if (bytes.length > max) {
                throw new IllegalArgumentException(file + " is larger than " + max + " bytes");
            }
            return bytes;
        } catch (NoSuchFileException missing) {
            throw new IllegalArgumentException(file + " does not exist", missing);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(file + " cannot be read: " + unreadable.getClass().getSimpleName(), unreadable);
        }
    }
}
