package dev.postern.pki;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/**
 * Writes PEM files (RFC 7468), each whole or not at all: beside its place first, then moved there. A key file is created readable by its owner alone;
 * it never exists with wider permissions. Blocks. A failure is an {@link UncheckedIOException}.
 */
public final class PemFiles {

    private PemFiles() {}

    public static void writeCertificates(Path file, List<X509Certificate> certificates) {
        write(file, text(certificates.stream().map(PemFiles::block).toList()), "rw-r--r--");
    }

    public static void writeKey(Path file, PrivateKey key) {
        write(file, text(List.of(new PemObject("PRIVATE KEY", key.getEncoded()))), "rw-------");
    }

    public static void writeCrl(Path file, X509CRL crl) {
        write(file, text(List.of(block(crl))), "rw-r--r--");
    }

    private static PemObject block(X509Certificate certificate) {
        try {
            return new PemObject("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static PemObject block(X509CRL crl) {
        try {
            return new PemObject("X509 CRL", crl.getEncoded());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String text(List<PemObject> blocks) {
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            for (PemObject block : blocks) {
                writer.writeObject(block);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private static void write(Path file, String text, String permissions) {
        try {
            Path directory = file.toAbsolutePath().getParent();
            Path fresh = Files.createTempFile(directory, ".", ".new", mode(permissions));
            try {
                Files.writeString(fresh, text, StandardCharsets.US_ASCII);
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write " + file, failed);
        }
    }

    private static FileAttribute<?>[] mode(String permissions) {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))}
                : new FileAttribute<?>[0];
    }
}
