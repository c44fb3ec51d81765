package dev.postern.pki;

import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Judges certificate chains against anchors (RFC 5280 §6) with the JDK's PKIX, and checks what that leaves out: the anchor's own validity, path
 * length, name constraints and key usage; extended key usage on the whole path; that the leaf is no authority; extensions that cannot be parsed;
 * weak algorithms.
 *
 * <p>Only the first certificate of a chain is the leaf. The others are material for a path: those that do not belong to it change nothing, and none
 * is believed because it was presented. At most {@value #MAX_CHAIN} certificates. Revocation is the matter of {@link Revocations}.
 *
 * <p>Any thread. It takes a millisecond or so, which is why callers keep verdicts.
 */
public final class ChainValidator {

    public static final int MAX_CHAIN = 8;

    private final PathFinder finder;
    private final Purpose purpose;

    public ChainValidator(List<X509Certificate> anchors, Purpose purpose) {
        this.finder = new PathFinder(anchors);
        this.purpose = purpose;
    }

    /** Never throws for what a chain holds: whatever cannot be judged is untrusted. */
    public ChainVerdict validate(List<X509Certificate> chain, Instant now) {
        if (chain.isEmpty() || chain.size() > MAX_CHAIN) {
            return new ChainVerdict.Untrusted("a chain has 1 to " + MAX_CHAIN + " certificates, not " + chain.size());
        }
        try {
            CertificateFacts.requireLeaf(chain.getFirst(), purpose);
            return best(finder.paths(chain), now);
        } catch (UntrustedException untrusted) {
            return new ChainVerdict.Untrusted(untrusted.getMessage());
        } catch (RuntimeException unjudged) {
            // Certificates are untrusted input, and the parsers behind these checks throw what they like.
            return new ChainVerdict.Untrusted("it could not be judged: " + unjudged.getClass().getSimpleName());
        }
    }

    private ChainVerdict best(List<TrustedPath> paths, Instant now) {
        ChainVerdict best = new ChainVerdict.Stranger();
        for (TrustedPath path : paths) {
            ChainVerdict verdict = judge(path, now);
            if (verdict instanceof ChainVerdict.Valid) {
                return verdict;
            }
            if (best instanceof ChainVerdict.Stranger || best instanceof ChainVerdict.Untrusted) {
                best = verdict;
            }
        }
        return best;
    }

    /** Everything but time is checked at a moment when the whole path was valid, so that an expired path is told from one that never was any good. */
    private ChainVerdict judge(TrustedPath path, Instant now) {
        Instant from = path.certificates().stream().map(c -> c.getNotBefore().toInstant()).max(Instant::compareTo).orElseThrow();
        Instant until = path.certificates().stream().map(c -> c.getNotAfter().toInstant()).min(Instant::compareTo).orElseThrow();
        Instant anchorUntil = path.anchor().getNotAfter().toInstant();
        try {
            if (from.isAfter(until)) {
                throw new UntrustedException("the certificates of its path were never valid together");
            }
            if (now.isBefore(path.anchor().getNotBefore().toInstant()) || now.isAfter(anchorUntil)) {
                throw new UntrustedException("the authority's own certificate is outside its validity");
            }
            check(path, now.isBefore(from) ? from : now.isAfter(until) ? until : now);
        } catch (UntrustedException untrusted) {
            return new ChainVerdict.Untrusted(untrusted.getMessage());
        } catch (RuntimeException unjudged) {
            return new ChainVerdict.Untrusted("its path could not be judged: " + unjudged.getClass().getSimpleName());
        }
        if (now.isAfter(until)) {
            return new ChainVerdict.Expired(path, until);
        }
        return now.isBefore(from) ? new ChainVerdict.NotYetValid(path, from)
                : new ChainVerdict.Valid(path, until.isBefore(anchorUntil) ? until : anchorUntil);
    }

    private void check(TrustedPath path, Instant at) throws UntrustedException {
        for (X509Certificate certificate : path.certificates()) {
            if (!Algorithms.strong(certificate) || !Algorithms.strong(certificate.getPublicKey())) {
                throw new UntrustedException("a signature or key on its path is too weak: " + certificate.getSigAlgName());
            }
        }
        for (X509Certificate issuer : path.certificates().subList(1, path.certificates().size())) {
            CertificateFacts.requireIssuer(issuer, purpose);
        }
        checkAnchor(path);
        checkPkix(path, at);
    }

    /** PKIX takes of an anchor its name and its key alone; an authority that limited itself is held to it here. */
    private void checkAnchor(TrustedPath path) throws UntrustedException {
        CertificateFacts.requireIssuer(path.anchor(), purpose);
        if (!Algorithms.strong(path.anchor().getPublicKey())) {
            throw new UntrustedException("the authority's key is too weak");
        }
        List<X509Certificate> issuers = path.certificates().subList(1, path.certificates().size());
        if (issuers.stream().filter(c -> !selfIssued(c)).count() > path.anchor().getBasicConstraints()) {
            throw new UntrustedException("its path is longer than the authority allows");
        }
        Optional<X509CertSelector> names = CertificateFacts.nameConstraints(path.anchor());
        for (X509Certificate certificate : path.certificates()) {
            boolean constrained = certificate == path.leaf() || !selfIssued(certificate);
            if (names.isPresent() && constrained && !names.get().match(certificate)) {
                throw new UntrustedException("its name is outside the authority's name constraints");
            }
        }
    }

    private static boolean selfIssued(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }

    private static void checkPkix(TrustedPath path, Instant at) throws UntrustedException {
        try {
            CertPath certPath = CertificateFactory.getInstance("X.509").generateCertPath(path.certificates());
            PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(path.anchor(), null)));
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(at));
            CertPathValidator.getInstance("PKIX").validate(certPath, parameters);
        } catch (CertPathValidatorException refused) {
            throw new UntrustedException("its path does not hold: " + refused.getReason() + ", " + refused.getMessage());
        } catch (GeneralSecurityException broken) {
            throw new UntrustedException("its path cannot be checked: " + broken.getMessage());
        }
    }
}
