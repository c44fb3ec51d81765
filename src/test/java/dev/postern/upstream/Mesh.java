package dev.postern.upstream;

import dev.postern.pki.CertificateAuthority;
import dev.postern.pki.KeyMaterial;
import dev.postern.pki.MeshIdentity;
import dev.postern.pki.SpiffeId;
import dev.postern.pki.SpiffeTrust;
import dev.postern.pki.TrustBundles;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TCPSSLOptions;
import io.vertx.core.net.TrustOptions;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A small service mesh: one authority, the gateway and an app named ledger, each with an SVID. */
final class Mesh {

    static final SpiffeId GATEWAY = SpiffeId.parse("spiffe://corp.test/ns/edge/sa/postern");
    static final SpiffeId LEDGER = SpiffeId.parse("spiffe://corp.test/ns/finance/sa/ledger");
    static final SpiffeId OTHER = SpiffeId.parse("spiffe://corp.test/ns/finance/sa/other");

    final CertificateAuthority authority = CertificateAuthority.root("mesh", Clock.systemUTC());
    final MeshIdentity identity = new MeshIdentity(authority.svid(GATEWAY));
    volatile TrustBundles bundles = TrustBundles.of("corp.test", List.of(authority.certificate()));
    final MeshCredentials credentials = new MeshCredentials(Optional.of(identity), () -> bundles, Clock.systemUTC());

    /** TLS as the app itself speaks it: it demands the gateway's SVID. */
    <T extends TCPSSLOptions> T secured(T options) {
        return secured(options, authority.svid(LEDGER));
    }

    <T extends TCPSSLOptions> T secured(T options, KeyMaterial server) {
        options.setSsl(true).setKeyCertOptions(keys(server))
                .setTrustOptions(TrustOptions.wrap(new SpiffeTrust(Set.of(GATEWAY), () -> TrustBundles.of("corp.test", List.of(authority.certificate())),
                        Clock.systemUTC())));
        if (options instanceof HttpServerOptions http) {
            http.setClientAuth(ClientAuth.REQUIRED).setUseAlpn(true);
        } else if (options instanceof io.vertx.core.net.NetServerOptions net) {
            net.setClientAuth(ClientAuth.REQUIRED);
        }
        return options;
    }

    static KeyCertOptions keys(KeyMaterial material) {
        try {
            java.security.KeyStore store = java.security.KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("key", material.key(), new char[0], material.chain().toArray(java.security.cert.X509Certificate[]::new));
            javax.net.ssl.KeyManagerFactory factory = javax.net.ssl.KeyManagerFactory.getInstance("PKIX");
            factory.init(store, new char[0]);
            return KeyCertOptions.wrap(factory);
        } catch (java.security.GeneralSecurityException | java.io.IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
