package dev.postern.pki;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Judges whether anything on a path has been revoked. Where CRLs are given at all, every certificate below the anchor needs one of its issuer that
 * is not outdated: the leaf and each intermediate. A revocation is believed from an outdated CRL too; that nothing was revoked is not.
 *
 * @param lists none: revocation is not looked at
 * @param grace how long after its {@code nextUpdate} a CRL is still believed
 */
public record Revocations(List<RevocationList> lists, Duration grace) {

    /** A CRL may have been made by a clock that is ahead of ours by this much. */
    static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    public Revocations {
        lists = List.copyOf(lists);
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
        if (lists.isEmpty()) {
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
        if (applicable.stream().anyMatch(l -> l.lists(certificate))) {
            return new Status.Revoked(certificate);
        }
        if (applicable.isEmpty()) {
            return new Status.Undetermined("there is no CRL for it of " + issuer.getSubjectX500Principal().getName());
        }
        return applicable.stream().filter(l -> l.believedAt(now, grace)).map(l -> l.nextUpdate().plus(grace)).max(Instant::compareTo)
                .<Status>map(Status.Good::new)
                .orElseGet(() ->
                        new Status.Undetermined("the CRL of " + issuer.getSubjectX500Principal().getName() + " is outdated or not valid yet"));
    }

    private static Status worse(Status one, Status other) {
        return switch (one) {
            case Status.Revoked _ -> one;
            case Status.Undetermined _ -> other instanceof Status.Revoked ? other : one;
            case Status.Good(Instant until) -> other instanceof Status.Good(Instant sooner) && until.isBefore(sooner) ? one : other;
        };
    }
}
