package dev.postern.identity;

import dev.postern.exchange.Client;
import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Workloads that authenticate with X.509-SVIDs (SPIFFE X509-SVID standard).
 *
 * <p>A leaf that claims a SPIFFE id of a configured trust domain must be a valid SVID, else the request is refused with
 * {@link Reason#WORKLOAD_UNTRUSTED}. Any other certificate is no workload's and may be a device's: nobody is known by it here. A verdict is
 * remembered for {@link #REMEMBERED}, so that a connection that carries many requests does not pay for each, and no longer, so that new bundles and
 * the end of a certificate are felt soon.
 */
final class Workloads {

    static final Duration REMEMBERED = Duration.ofSeconds(30);
    private static final int MAX_REMEMBERED = 4096;
    private static final int URI_NAME = 6;

    private final Set<String> trustDomains;
    private final WorkloadVerifier verifier;
    private final InstantSource clock;
    private final BoundedCache<List<X509Certificate>, Verdict> verdicts = new BoundedCache<>(MAX_REMEMBERED);

    private record Verdict(Optional<Principal> principal, Optional<RefusedException> refusal, Instant until) {}

    Workloads(Set<String> trustDomains, WorkloadVerifier verifier, InstantSource clock) {
        this.trustDomains = Set.copyOf(trustDomains);
        this.verifier = verifier;
        this.clock = clock;
    }

    /** The workload, or empty when the certificate, if any, is no workload's. Throws a refusal. */
    Optional<Principal> identify(Client client) {
        if (trustDomains.isEmpty() || client.certificates().isEmpty()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Verdict verdict = verdicts.get(client.certificates()).filter(known -> now.isBefore(known.until()))
                .orElseGet(() -> judge(client.certificates(), now));
        verdict.refusal().ifPresent(refusal -> {
            throw refusal;
        });
        return verdict.principal();
    }

    private Verdict judge(List<X509Certificate> chain, Instant now) {
        Verdict verdict = verdict(chain, now);
        verdicts.put(chain, verdict);
        return verdict;
    }

    private Verdict verdict(List<X509Certificate> chain, Instant now) {
        Instant until = until(chain, now);
        if (!claimsConfiguredDomain(chain.getFirst())) {
            return new Verdict(Optional.empty(), Optional.empty(), until);
        }
        try {
            return new Verdict(Optional.of(new Principal.Workload(verifier.verify(chain, now))), Optional.empty(), until);
        } catch (CertificateException | RuntimeException untrusted) {
            RefusedException refusal = new RefusedException(Reason.WORKLOAD_UNTRUSTED, String.valueOf(untrusted.getMessage()));
            return new Verdict(Optional.empty(), Optional.of(refusal), until);
        }
    }

    private static Instant until(List<X509Certificate> chain, Instant now) {
        return chain.stream().map(certificate -> certificate.getNotAfter().toInstant())
                .filter(end -> end.isAfter(now)).reduce(now.plus(REMEMBERED), (a, b) -> a.isBefore(b) ? a : b);
    }

    /** A claim need not be well formed to be one: what looks like ours and is broken is refused, not taken for something else. */
    private boolean claimsConfiguredDomain(X509Certificate leaf) {
        try {
            Collection<List<?>> names = leaf.getSubjectAlternativeNames();
            return names != null && names.stream().filter(name -> name.get(0).equals(URI_NAME))
                    .anyMatch(name -> trustDomains.contains(trustDomain((String) name.get(1))));
        } catch (CertificateParsingException unreadable) {
            return false;
        }
    }

    private static String trustDomain(String uri) {
        String scheme = "spiffe://";
        if (!uri.regionMatches(true, 0, scheme, 0, scheme.length())) {
            return "";
        }
        int slash = uri.indexOf('/', scheme.length());
        return uri.substring(scheme.length(), slash < 0 ? uri.length() : slash).toLowerCase(Locale.ROOT);
    }
}
