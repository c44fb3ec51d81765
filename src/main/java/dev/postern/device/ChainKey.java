package dev.postern.device;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;

/**
 * A chain as a key of a map. It is ordered by its leaf, since an attacker can make certificates of one hash code, and a map keeps what collides
 * in a tree only where it can be ordered.
 */
record ChainKey(List<X509Certificate> chain) implements Comparable<ChainKey> {

    ChainKey {
        chain = List.copyOf(chain);
    }

    @Override
    public int compareTo(ChainKey other) {
        return Arrays.compareUnsigned(encoded(), other.encoded());
    }

    private byte[] encoded() {
        try {
            return chain.getFirst().getEncoded();
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
