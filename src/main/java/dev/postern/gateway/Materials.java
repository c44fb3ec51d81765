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
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /** The bundles under {@code mesh.trust} belong to the gateway's own trust domain. */
    private static TrustBundles mesh(PosternConfig config, Optional<KeyMaterial> identity, Problems problems) {
        List<Located<Path>> trust = config.mesh().trust();
        if (trust.isEmpty()) {
            return TrustBundles.none();
        }
        List<X509Certificate> authorities = trust.stream().flatMap(file -> certificates(file, problems).stream()).toList();
        if (config.mesh().identity().isEmpty()) {
            problems.add(trust.getFirst().at(), "mesh.trust without mesh.identity", "the bundles belong to the trust domain of the gateway's own SVID: name it");
            return TrustBundles.none();
        }
        Optional<SpiffeId> id = identity.flatMap(material -> spiffeId(material, config, problems));
        return id.filter(known -> !authorities.isEmpty()).map(known -> TrustBundles.of(known.trustDomain(), authorities)).orElse(TrustBundles.none());
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
            byDomain.computeIfAbsent(config.trustDomain().value(), domain -> new ArrayList<>()).addAll(certificates(config.bundle(), problems));
        }
        return byDomain.isEmpty() || !problems.isEmpty() ? TrustBundles.none() : new TrustBundles(byDomain);
    }

    private static List<X509Certificate> certificates(Located<Path> file, Problems problems) {
        try {
            return Pem.certificates(file.value());
        } catch (IllegalArgumentException unusable) {
            problems.add(file.at(), unusable.getMessage());
            return List.of();
        }
    }
}
