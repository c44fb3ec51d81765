package dev.postern.upstream;

import dev.postern.pki.SpiffeId;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** The gateway's key in the mesh and whom it believes, both of which rotate while it runs. Safe from any thread; nothing here may block. */
public interface MeshCredentials {

    /** Presents our X.509-SVID; empty when the gateway has none. */
    Optional<X509ExtendedKeyManager> identity();

    /** Accepts a peer only if its chain leads to a trusted bundle and its leaf carries one of {@code expected}; always judges by the bundles of now. */
    X509ExtendedTrustManager trusting(Set<SpiffeId> expected);

    /** Another number whenever our SVID has changed. */
    long identityVersion();

    /** Another number whenever the trust bundles have changed. */
    long trustVersion();
}
