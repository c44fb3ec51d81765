package dev.postern.gateway;

import dev.postern.pki.KeyMaterial;
import dev.postern.pki.MeshIdentity;
import dev.postern.pki.TrustBundles;
import dev.postern.upstream.MeshCredentials;
import java.time.InstantSource;
import java.util.Optional;

/** The gateway's own SVID and whom it believes in the mesh, as they are now; a reload replaces both, and the pools notice. Any thread. */
final class MeshMaterial {

    private final Optional<MeshIdentity> identity;
    private final MeshCredentials credentials;
    private volatile TrustBundles bundles;

    MeshMaterial(Materials first, InstantSource clock) {
        this.identity = first.identity().map(MeshIdentity::new);
        this.bundles = first.mesh();
        this.credentials = new MeshCredentials(identity, () -> bundles, clock);
    }

    MeshCredentials credentials() {
        return credentials;
    }

    /** Bundles that say the same stay the same object: connections made under them are as good as before. */
    void replace(Materials next) {
        next.identity().filter(svid -> !isCurrent(svid)).ifPresent(svid -> identity.orElseThrow().replace(svid));
        if (!next.mesh().saysTheSameAs(bundles)) {
            bundles = next.mesh();
        }
    }

    private boolean isCurrent(KeyMaterial svid) {
        return identity.orElseThrow().material().equals(svid);
    }
}
