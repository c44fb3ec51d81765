package dev.postern.pki;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * The gateway's own X.509-SVID as a TLS client. It is offered whatever issuers a server names, since there is only this one, and servers name
 * intermediates at times; in TLS the server has proved itself first.
 *
 * <p>Any thread. {@link #replace} affects new handshakes only; connections that stand are not cut.
 */
public final class MeshIdentity extends X509ExtendedKeyManager {

    private record Rotation(KeyMaterial now, KeyMaterial before) {}

    private volatile Rotation rotation;

    public MeshIdentity(KeyMaterial svid) {
        this.rotation = new Rotation(svid, svid);
    }

    /** New handshakes present {@code svid}. A handshake between choosing and fetching its key still finds the one before. */
    public synchronized void replace(KeyMaterial svid) {
        rotation = new Rotation(svid, rotation.now());
    }

    /** What is presented now. */
    public KeyMaterial material() {
        return rotation.now();
    }

    @Override
    public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
        KeyMaterial svid = rotation.now();
        return Arrays.asList(keyTypes).contains(svid.keyType()) ? alias(svid) : null;
    }

    @Override
    public String chooseEngineClientAlias(String[] keyTypes, Principal[] issuers, SSLEngine engine) {
        return chooseClientAlias(keyTypes, issuers, (Socket) null);
    }

    private static String alias(KeyMaterial svid) {
        return Thumbprint.of(svid.leaf()).value();
    }

    private Optional<KeyMaterial> material(String alias) {
        Rotation both = rotation;
        return Optional.of(both.now()).filter(m -> alias(m).equals(alias)).or(() -> Optional.of(both.before()).filter(m -> alias(m).equals(alias)));
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return material(alias).map(m -> m.chain().toArray(X509Certificate[]::new)).orElse(null);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return material(alias).map(KeyMaterial::key).orElse(null);
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
        String alias = chooseClientAlias(new String[] {keyType}, issuers, null);
        return alias == null ? null : new String[] {alias};
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        return null;
    }

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        return null;
    }
}
