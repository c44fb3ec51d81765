package dev.postern.pki;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * Chooses the server certificate of a handshake by the name in its ClientHello (RFC 6066 §3): an exact subject alternative name, then a wildcard
 * for one label, ignoring case and a trailing dot; never a common name. The first material of a key type serves those who name no host, or one that
 * is not here: which hosts exist is the concern of routing, and the client sees a name that does not match.
 *
 * <p>Any thread. The table is immutable behind one volatile reference: {@link #replace} affects new handshakes only, and costs no connection.
 * Nothing is stored by name, so that no flood of names can grow anything.
 */
public final class SniKeyManager extends X509ExtendedKeyManager {

    private record Tables(SniTable now, SniTable before) {}

    private volatile Tables tables;

    /** @throws IllegalArgumentException when there is none, or one whose names cannot be read */
    public SniKeyManager(List<KeyMaterial> materials) {
        SniTable table = table(materials);
        this.tables = new Tables(table, table);
    }

    /** Serves new handshakes from {@code materials}. A handshake between choosing and fetching its key still finds it. */
    public synchronized void replace(List<KeyMaterial> materials) {
        tables = new Tables(table(materials), tables.now());
    }

    /** The names that more than one material of the same key type claims, to be reported as an error of configuration; the first would serve. */
    public static List<String> overlaps(List<KeyMaterial> materials) {
        return new SniTable(materials).overlaps();
    }

    private static SniTable table(List<KeyMaterial> materials) {
        if (materials.isEmpty()) {
            throw new IllegalArgumentException("a TLS server needs at least one certificate");
        }
        return new SniTable(materials);
    }

    @Override
    public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
        return choose(keyType, engine.getHandshakeSession());
    }

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        return choose(keyType, socket instanceof SSLSocket tls ? tls.getHandshakeSession() : null);
    }

    private String choose(String keyType, SSLSession handshake) {
        return tables.now().alias(serverName(handshake), keyType).orElse(null);
    }

    private static Optional<String> serverName(SSLSession handshake) {
        if (!(handshake instanceof ExtendedSSLSession extended)) {
            return Optional.empty();
        }
        for (SNIServerName name : extended.getRequestedServerNames()) {
            if (name instanceof SNIHostName host) {
                return Optional.of(host.getAsciiName());
            }
        }
        return Optional.empty();
    }

    private Optional<KeyMaterial> material(String alias) {
        Tables both = tables;
        return both.now().material(alias).or(() -> both.before().material(alias));
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
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        return tables.now().alias(Optional.empty(), keyType).map(a -> new String[] {a}).orElse(null);
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
        return null;
    }

    @Override
    public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
        return null;
    }
}
