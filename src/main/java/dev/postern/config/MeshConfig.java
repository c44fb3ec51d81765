package dev.postern.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The gateway's place in the service mesh.
 *
 * @param identity its own X.509-SVID and key; watched, a new one is used within seconds. Without one only upstreams that ask for none can be reached
 * @param trust    PEM bundles of the authorities whose workloads it believes; watched
 * @param zone     where this gateway is
 */
public record MeshConfig(Optional<KeyPairFiles> identity, List<Located<Path>> trust, Optional<String> zone) {

    public MeshConfig {
        trust = List.copyOf(trust);
    }
}
