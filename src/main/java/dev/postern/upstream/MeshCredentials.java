package dev.postern.upstream;

import dev.postern.pki.KeyMaterial;
import dev.postern.pki.MeshIdentity;
import dev.postern.pki.SpiffeId;
import dev.postern.pki.SpiffeTrust;
import dev.postern.pki.TrustBundles;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** The gateway's key in the mesh and whom it believes, both of which rotate while it runs. Safe from any thread. */
public final class MeshCredentials {

    /** What is in force: other material, or other bundles, means that connections made with these are outdated. */
    record Version(Optional<KeyMaterial> svid, TrustBundles bundles) {

        boolean hasSameTrust(Version other) {
            return bundles == other.bundles;
        }

        boolean isSame(Version other) {
            return hasSameTrust(other) && svid.equals(other.svid);
        }
    }

    private final Optional<MeshIdentity> identity;
    private final Supplier<TrustBundles> bundles;
    private final InstantSource clock;

    /**
     * @param identity presents our X.509-SVID; without one only upstreams that ask for none can be reached
     * @param bundles  those of now; another object when they have changed, the same one otherwise
     */
    public MeshCredentials(Optional<MeshIdentity> identity, Supplier<TrustBundles> bundles, InstantSource clock) {
        this.identity = identity;
        this.bundles = bundles;
        this.clock = clock;
    }

    Optional<X509ExtendedKeyManager> identity() {
        return identity.map(X509ExtendedKeyManager.class::cast);
    }

    /** Accepts a peer only if its chain leads to a bundle of its trust domain and its leaf carries one of {@code expected}; judges by the bundles of now. */
    X509ExtendedTrustManager trusting(Set<SpiffeId> expected) {
        return new SpiffeTrust(expected, bundles, clock);
    }

    Version version() {
        return new Version(identity.map(MeshIdentity::material), bundles.get());
    }
}
