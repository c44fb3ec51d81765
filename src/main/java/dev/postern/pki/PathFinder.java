package dev.postern.pki;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;

/**
 * Finds paths from the first certificate of a presented chain to an anchor by names and signatures. What lies beside a path does not matter.
 * Whether a path may be trusted is decided afterwards: finding one proves nothing.
 *
 * <p>No key is used to check a signature before an anchor, or somebody whom an anchor vouches for, has signed it: whoever may present a chain may make keys that take long to use (RSA
 * with an exponent of thousands of bits), and handshakes wait on an event loop meanwhile.
 *
 * <p>Bounds: 64 signature checks and 8 paths a search, since certificates made to link in every order would have thousands.
 */
final class PathFinder {

    static final int MAX_CHECKS = 64;
    private static final int MAX_PATHS = 8;

    private final Map<X500Principal, List<X509Certificate>> anchors = new HashMap<>();

    PathFinder(List<X509Certificate> anchors) {
        anchors.stream().distinct().forEach(a -> this.anchors.computeIfAbsent(a.getSubjectX500Principal(), n -> new ArrayList<>()).add(a));
    }

    List<TrustedPath> paths(List<X509Certificate> chain) {
        return search(chain).found;
    }

    Search search(List<X509Certificate> chain) {
        Search search = new Search(chain.subList(1, chain.size()).stream().distinct().filter(c -> !isAnchor(c)).toList());
        search.vouch();
        search.extend(List.of(chain.getFirst()));
        return search;
    }

    private boolean isAnchor(X509Certificate certificate) {
        return anchorsNamed(certificate.getSubjectX500Principal()).contains(certificate);
    }

    private List<X509Certificate> anchorsNamed(X500Principal name) {
        return anchors.getOrDefault(name, List.of());
    }

    /** One search, confined to its thread. */
    final class Search {

        private final List<X509Certificate> strangers;
        private final List<X509Certificate> vouched = new ArrayList<>();
        private final Map<List<X509Certificate>, Boolean> answers = new HashMap<>();
        private final List<TrustedPath> found = new ArrayList<>();
        private int checks;

        Search(List<X509Certificate> extras) {
            this.strangers = new ArrayList<>(extras);
        }

        int checks() {
            return checks;
        }

        /** From the anchors down, for as long as somebody is found that one of those already found has signed. */
        private void vouch() {
            List<X509Certificate> next = strangers.stream().filter(this::isVouchedFor).toList();
            if (strangers.removeAll(next)) {
                vouched.addAll(next);
                vouch();
            }
        }

        private boolean isVouchedFor(X509Certificate stranger) {
            return Stream.concat(anchorsNamed(stranger.getIssuerX500Principal()).stream(), vouched.stream()).anyMatch(issuer -> issued(issuer, stranger));
        }

        private void extend(List<X509Certificate> path) {
            X509Certificate last = path.getLast();
            for (X509Certificate anchor : anchorsNamed(last.getIssuerX500Principal())) {
                if (found.size() < MAX_PATHS && issued(anchor, last)) {
                    found.add(new TrustedPath(path, anchor));
                }
            }
            for (X509Certificate issuer : vouched) {
                if (found.size() < MAX_PATHS && !path.contains(issuer) && issued(issuer, last)) {
                    List<X509Certificate> longer = new ArrayList<>(path);
                    longer.add(issuer);
                    extend(longer);
                }
            }
        }

        private boolean issued(X509Certificate issuer, X509Certificate subject) {
            return issuer.getSubjectX500Principal().equals(subject.getIssuerX500Principal()) && checks < MAX_CHECKS && checked(issuer, subject);
        }

        private boolean checked(X509Certificate issuer, X509Certificate subject) {
            checks++;
            return answers.computeIfAbsent(List.of(issuer, subject), pair -> KeyMaterial.issued(issuer, subject));
        }
    }
}
