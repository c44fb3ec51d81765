package dev.postern.identity;

import dev.postern.pki.SpiffeId;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/** Judges X.509-SVIDs against the bundles of the configured trust domains. Runs on an event loop: no input or output. */
@FunctionalInterface
public interface WorkloadVerifier {

    /**
     * The workload's id.
     *
     * @param chain leaf first; possession of the leaf's key has been proved
     * @throws CertificateException when the chain is no valid SVID of a configured trust domain at {@code now}
     */
    SpiffeId verify(List<X509Certificate> chain, Instant now) throws CertificateException;
}
