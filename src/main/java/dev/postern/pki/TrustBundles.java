package dev.postern.pki;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The authorities of SPIFFE trust domains. A bundle vouches for the ids of its own domain and for no other (SPIFFE Trust Domain and Bundle §4).
 *
 * <p>Immutable; {@link IllegalArgumentException} when a bundle is empty, an entry is no authority, or an authority names another domain as its own.
 */
public final class TrustBundles {

    private final Map<String, List<X509Certificate>> authorities;
    private final Map<String, Map<Purpose, ChainValidator>> validators = new HashMap<>();

    public TrustBundles(Map<String, List<X509Certificate>> byTrustDomain) {
        this.authorities = Map.copyOf(byTrustDomain);
        authorities.forEach((domain, bundle) -> {
            new SpiffeId(domain, "");
            bundle.forEach(authority -> check(domain, authority));
            if (bundle.isEmpty()) {
                throw new IllegalArgumentException("the bundle of " + domain + " is empty");
            }
            validators.put(domain, Map.of(
                    Purpose.CLIENT, new ChainValidator(bundle, Purpose.CLIENT), Purpose.SERVER, new ChainValidator(bundle, Purpose.SERVER)));
        });
    }

    public static TrustBundles none() {
        return new TrustBundles(Map.of());
    }

    public static TrustBundles of(String trustDomain, List<X509Certificate> authorities) {
        return new TrustBundles(Map.of(trustDomain, List.copyOf(authorities)));
    }

    /** All authorities, for the hint that a TLS server gives its clients. */
    public List<X509Certificate> authorities() {
        return authorities.entrySet().stream().sorted(Comparator.comparing(Map.Entry::getKey))
                .flatMap(e -> e.getValue().stream()).distinct().toList();
    }

    /** Whether the same authorities vouch for the same trust domains, in whatever order they are listed. */
    public boolean saysTheSameAs(TrustBundles other) {
        return byDomain().equals(other.byDomain());
    }

    private Map<String, Set<X509Certificate>> byDomain() {
        return authorities.entrySet().stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, bundle -> Set.copyOf(bundle.getValue())));
    }

    Optional<ChainValidator> validator(String trustDomain, Purpose purpose) {
        return Optional.ofNullable(validators.get(trustDomain)).map(v -> v.get(purpose));
    }

    private static void check(String domain, X509Certificate authority) {
        if (authority.getBasicConstraints() < 0) {
            throw new IllegalArgumentException("the bundle of " + domain + " holds a certificate that is no authority: "
                    + authority.getSubjectX500Principal().getName());
        }
        try {
            Optional<SpiffeId> own = SpiffeIds.of(authority);
            if (own.isPresent() && !own.get().trustDomain().equals(domain)) {
                throw new IllegalArgumentException("the bundle of " + domain + " holds an authority of " + own.get().trustDomain());
            }
        } catch (CertificateException unreadable) {
            throw new IllegalArgumentException("the bundle of " + domain + ": " + unreadable.getMessage(), unreadable);
        }
    }
}
