package dev.postern.identity;

import dev.postern.pki.SpiffeId;
import dev.postern.pki.SvidValidator;
import dev.postern.pki.TrustBundles;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** Judges X.509-SVIDs against the bundles of the configured trust domains. Runs on an event loop: no input or output. */
@FunctionalInterface
public interface WorkloadVerifier {

    /** Judges by the bundles as they are now: a rotation is felt within {@link Workloads#REMEMBERED}. */
    static WorkloadVerifier by(Supplier<TrustBundles> bundles) {
        return (chain, now) -> SvidValidator.validate(chain, bundles.get(), now);
    }

    /**
     * The workload's id.
     *
     * @param chain leaf first; possession of the leaf's key has been proved
     * @throws CertificateException when the chain is no valid SVID of a configured trust domain at {@code now}
     */
    SpiffeId verify(List<X509Certificate> chain, Instant now) throws CertificateException;
}
