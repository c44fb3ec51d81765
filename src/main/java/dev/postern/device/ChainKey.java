package dev.postern.device;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;

/** A whole chain in its order, by the SHA-256 of its encodings: DER says its own length, so that no two chains run together alike. */
record ChainKey(long a, long b, long c, long d) {

    static ChainKey of(List<X509Certificate> chain) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (X509Certificate certificate : chain) {
                digest.update(certificate.getEncoded());
            }
            ByteBuffer hash = ByteBuffer.wrap(digest.digest());
            return new ChainKey(hash.getLong(), hash.getLong(), hash.getLong(), hash.getLong());
        } catch (NoSuchAlgorithmException | CertificateEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
