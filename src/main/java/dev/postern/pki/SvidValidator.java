package dev.postern.pki;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * Proves the SPIFFE id of an X.509-SVID (X509-SVID standard §5): exactly one URI, which is an id with a path; a leaf whose key usage is there, says
 * digitalSignature and neither keyCertSign nor cRLSign; and a path, valid now, to the bundle of the id's own trust domain. Common names mean nothing.
 *
 * <p>It proves who holds the key of the chain, so the caller must have seen a TLS handshake with it. Any thread; a millisecond or so.
 */
public final class SvidValidator {

    private SvidValidator() {}

    /** For a client, which is what a workload is to the gateway. */
    public static SpiffeId validate(List<X509Certificate> chain, TrustBundles bundles, Instant now) throws CertificateException {
        return new SvidCheck(bundles, Purpose.CLIENT).validate(chain, now);
    }

    /** For a server, which is what an upstream is. */
    public static SpiffeId validateServer(List<X509Certificate> chain, TrustBundles bundles, Instant now) throws CertificateException {
        return new SvidCheck(bundles, Purpose.SERVER).validate(chain, now);
    }

    private record SvidCheck(TrustBundles bundles, Purpose purpose) {

        SpiffeId validate(List<X509Certificate> chain, Instant now) throws CertificateException {
            if (chain.isEmpty()) {
                throw new CertificateException("no certificate was presented");
            }
            SpiffeId id = SpiffeIds.of(chain.getFirst()).orElseThrow(() -> new CertificateException("the certificate names no SPIFFE id"));
            if (id.path().isEmpty()) {
                throw new CertificateException("the certificate names a trust domain, " + id + ", and no workload");
            }
            requireLeafUsage(chain.getFirst());
            ChainValidator validator = bundles.validator(id.trustDomain(), purpose)
                    .orElseThrow(() -> new CertificateException("no bundle for the trust domain of " + id));
            return switch (validator.validate(chain, now)) {
                case ChainVerdict.Valid _ -> id;
                case ChainVerdict.Expired(TrustedPath _, Instant since) ->
                        throw new CertificateException("the SVID of " + id + " expired at " + since);
                case ChainVerdict.NotYetValid(TrustedPath _, Instant until) ->
                        throw new CertificateException("the SVID of " + id + " is not valid before " + until);
                case ChainVerdict.Stranger _ -> throw new CertificateException("no authority of its trust domain issued the SVID of " + id);
                case ChainVerdict.Untrusted(String why) -> throw new CertificateException("the SVID of " + id + " is not trusted: " + why);
            };
        }

        private static void requireLeafUsage(X509Certificate leaf) throws CertificateException {
            try {
                if (CertificateFacts.keyUsage(leaf).isEmpty() || CertificateFacts.maySignAnything(leaf)) {
                    throw new CertificateException("the key usage of an SVID must be there, without keyCertSign and cRLSign");
                }
            } catch (UntrustedException unreadable) {
                throw new CertificateException(unreadable.getMessage());
            }
        }
    }
}
