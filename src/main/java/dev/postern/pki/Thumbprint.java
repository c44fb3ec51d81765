package dev.postern.pki;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** SHA-256 of a certificate's DER in base64url without padding: the {@code x5t#S256} of RFC 7515 §4.1.8 and RFC 8705 §3.1. */
public record Thumbprint(String value) {

    public static Thumbprint of(X509Certificate certificate) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return new Thumbprint(Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
        } catch (CertificateEncodingException | NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
