package dev.postern.pki;

import dev.postern.pki.OcspVerdict.Answer;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Judges from the evidence at hand whether anything on a path has been revoked. Where revocation is looked at, every certificate below the anchor needs evidence that is not
 * outdated, the leaf and each intermediate: a CRL of its issuer, or a responder's verdict; one of both is enough. A revocation is believed from either, and from an outdated
 * one too; that nothing was revoked is not. A responder that does not know a certificate outweighs a CRL that does not list it.
 *
 * @param need     whether revocation is looked at
 * @param lists    complete CRLs
 * @param verdicts of responders, by certificate
 * @param grace    how long after its {@code nextUpdate} a CRL is still believed
 */
public record Revocations(Need need, List<RevocationList> lists, Map<X509Certificate, OcspVerdict> verdicts, Duration grace) {

    /** A CRL may have been made by a clock that is ahead of ours by this much. */
    static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    public enum Need { NONE, EVIDENCE }

    public Revocations {
        lists = List.copyOf(lists);
        verdicts = Map.copyOf(verdicts);
    }

    /** From CRLs alone; without any, revocation is not looked at. */
    public Revocations(List<RevocationList> lists, Duration grace) {
        this(lists.isEmpty() ? Need.NONE : Need.EVIDENCE, lists, Map.of(), grace);
    }

    /** What is known about a path. */
    public sealed interface Status {

        /** Nothing is revoked, as far as known until {@code until}. */
        record Good(Instant until) implements Status {}

        /** A certificate of the path is revoked: its leaf, or an intermediate. */
        record Revoked(X509Certificate certificate) implements Status {}

        /** It cannot be told, which must not count as good. */
        record Undetermined(String why) implements Status {}
    }

    public Status judge(TrustedPath path, Instant now) {
        if (need == Need.NONE) {
            return new Status.Good(Instant.MAX);
        }
        Status whole = new Status.Good(Instant.MAX);
        for (int i = 0; i < path.certificates().size(); i++) {
            whole = worse(whole, judge(path.certificates().get(i), path.issuerOf(i), now));
        }
        return whole;
    }

    private Status judge(X509Certificate certificate, X509Certificate issuer, Instant now) {
        List<RevocationList> applicable = lists.stream().filter(l -> l.covers(certificate, issuer)).toList();
        Optional<OcspVerdict> verdict = Optional.ofNullable(verdicts.get(certificate));
        if (applicable.stream().anyMatch(l -> l.lists(certificate)) || verdict.filter(v -> v.answer() == Answer.REVOKED).isPresent()) {
            return new Status.Revoked(certificate);
        }
        Optional<OcspVerdict> current = verdict.filter(v -> now.isBefore(v.nextUpdate()));
        if (current.filter(v -> v.answer() == Answer.UNKNOWN).isPresent()) {
            return new Status.Undetermined("the responder of " + name(issuer) + " does not know it");
        }
        return Stream.concat(current.map(OcspVerdict::nextUpdate).stream(),
                        applicable.stream().filter(l -> l.believedAt(now, grace)).map(l -> l.nextUpdate().plus(grace)))
                .max(Instant::compareTo).<Status>map(Status.Good::new)
                .orElseGet(() -> new Status.Undetermined(missing(issuer, applicable, verdict)));
    }

    private static String missing(X509Certificate issuer, List<RevocationList> applicable, Optional<OcspVerdict> verdict) {
        if (applicable.isEmpty()) {
            return verdict.isPresent() ? "the OCSP answer for it of " + name(issuer) + " is outdated" : "there is no CRL for it of " + name(issuer) + ", and no OCSP answer";
        }
        return "the CRL of " + name(issuer) + " is outdated or not valid yet";
    }

    private static String name(X509Certificate issuer) {
        return issuer.getSubjectX500Principal().getName();
    }

    private static Status worse(Status one, Status other) {
        return switch (one) {
            case Status.Revoked _ -> one;
            case Status.Undetermined _ -> other instanceof Status.Revoked ? other : one;
            case Status.Good(Instant until) -> other instanceof Status.Good(Instant sooner) && until.isBefore(sooner) ? one : other;
        };
    }
}
