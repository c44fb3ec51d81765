package dev.postern.gateway;

import dev.postern.config.KeyPairFiles;
import dev.postern.config.Located;
import dev.postern.config.PosternConfig;
import dev.postern.config.Problems;
import dev.postern.config.WorkloadTrustConfig;
import dev.postern.pki.KeyMaterial;
import dev.postern.pki.Pem;
import dev.postern.pki.SniKeyManager;
import dev.postern.pki.SpiffeId;
import dev.postern.pki.SpiffeIds;
import dev.postern.pki.TrustBundles;
import dev.postern.upstream.BundleReader;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keys and certificates that the configuration names, read and fitted together.
 *
 * @param ingress   what the gateway shows to clients; the first is the default
 * @param identity  its own SVID in the mesh
 * @param mesh      whose workloads it believes as upstreams
 * @param workloads whose workloads it believes as clients
 */
record Materials(List<KeyMaterial> ingress, Optional<KeyMaterial> identity, TrustBundles mesh, TrustBundles workloads) {

    Materials {
        ingress = List.copyOf(ingress);
    }

    static Materials read(PosternConfig config, Problems problems) {
        List<KeyMaterial> ingress = config.listen().ingress().certificates().stream().flatMap(pair -> material(pair, problems).stream()).toList();
        SniKeyManager.overlaps(ingress).forEach(overlap -> problems.add(config.listen().ingress().address().at(), overlap));
        config.listen().admin().tls().ifPresent(pair -> material(pair, problems)); // the admin listener reads it for itself
        Optional<KeyMaterial> identity = config.mesh().identity().flatMap(pair -> material(pair, problems));
        return new Materials(ingress, identity, mesh(config, identity, problems), workloads(config.identity().workloads(), problems));
    }

    private static Optional<KeyMaterial> material(KeyPairFiles pair, Problems problems) {
        try {
            return Optional.of(Pem.keyMaterial(pair.cert().value(), pair.key().value()));
        } catch (IllegalArgumentException unusable) {
            problems.add(pair.cert().at(), unusable.getMessage());
            return Optional.empty();
        }
    }

    /** An authority that names no trust domain of its own speaks for the gateway's; without an SVID, for the only one that upstreams are expected in. */
    private static TrustBundles mesh(PosternConfig config, Optional<KeyMaterial> identity, Problems problems) {
        Set<String> domains = identity.flatMap(material -> spiffeId(material, config, problems)).map(id -> Set.of(id.trustDomain()))
                .orElseGet(() -> expectedDomains(config));
        return BundleReader.read(config.mesh().trust(), domains, problems);
    }

    private static Set<String> expectedDomains(PosternConfig config) {
        return config.upstreams().stream().flatMap(upstream -> upstream.expect().stream()).flatMap(id -> trustDomain(id.value()).stream())
                .collect(Collectors.toSet());
    }

    /** What is no SPIFFE id is reported where the upstream is compiled. */
    private static Optional<String> trustDomain(String id) {
        try {
            return Optional.of(SpiffeId.parse(id).trustDomain());
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }

    private static Optional<SpiffeId> spiffeId(KeyMaterial material, PosternConfig config, Problems problems) {
        Located<Path> cert = config.mesh().identity().orElseThrow().cert();
        try {
            Optional<SpiffeId> id = SpiffeIds.of(material.leaf());
            if (id.isEmpty()) {
                problems.add(cert.at(), cert + " carries no SPIFFE id", "an X.509-SVID has exactly one URI subject alternative name, spiffe://…");
            }
            return id;
        } catch (java.security.cert.CertificateException malformed) {
            problems.add(cert.at(), cert + ": " + malformed.getMessage());
            return Optional.empty();
        }
    }

    private static TrustBundles workloads(List<WorkloadTrustConfig> configs, Problems problems) {
        Map<String, List<X509Certificate>> byDomain = new HashMap<>();
        for (WorkloadTrustConfig config : configs) {
            byDomain.put(config.trustDomain().value(), authorities(config, problems));
        }
        return byDomain.isEmpty() || !problems.isEmpty() ? TrustBundles.none() : new TrustBundles(byDomain);
    }

    /** Each entry is tried on its own, so that what does not fit is reported where it stands. */
    private static List<X509Certificate> authorities(WorkloadTrustConfig config, Problems problems) {
        Located<Path> file = config.bundle();
        try {
            List<X509Certificate> authorities = Pem.certificates(file.value());
            TrustBundles.of(config.trustDomain().value(), authorities);
            return authorities;
        } catch (IllegalArgumentException unusable) {
            problems.add(file.at(), unusable.getMessage());
            return List.of();
        }
    }
}
