package dev.postern.edge;

import dev.postern.pki.TlsEngine;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.internal.tcnative.SSL;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Which sessions BoringSSL lets a client take up again. It would resume a session under any server name, with the client certificate it began with; so a ticket is given out
 * only in TLS 1.3 and only to who showed no certificate: there is nothing in such a session that could be carried to another host. The server name of a resumed connection
 * is that of its own ClientHello. BoringSSL makes the keys of tickets itself, keeps them in memory alone and changes them every two days.
 *
 * <p>Tickets are off for every connection. They are turned on when its certificate is chosen, by when the version is known, and off again when the client shows one, before
 * the ticket would be written. The JDK's engine binds sessions to names itself ({@link AnyServerName}) and is left alone.
 */
final class Tickets {

    private Tickets() {}

    static X509ExtendedKeyManager offering(X509ExtendedKeyManager keys) {
        return TlsEngine.here() == TlsEngine.BORINGSSL ? new Offering(keys) : keys;
    }

    static X509ExtendedTrustManager withholding(X509ExtendedTrustManager clients) {
        return TlsEngine.here() == TlsEngine.BORINGSSL ? new Withholding(clients) : clients;
    }

    /** A connection as it begins. */
    static void guard(SSLEngine engine) {
        withhold(engine);
    }

    private static void offer(SSLEngine engine) {
        if (engine instanceof ReferenceCountedOpenSslEngine boring && "TLSv1.3".equals(engine.getHandshakeSession().getProtocol())) {
            SSL.clearOptions(boring.sslPointer(), SSL.SSL_OP_NO_TICKET);
        }
    }

    private static void withhold(SSLEngine engine) {
        if (engine instanceof ReferenceCountedOpenSslEngine boring) {
            SSL.setOptions(boring.sslPointer(), SSL.SSL_OP_NO_TICKET);
        }
    }

    private static final class Offering extends X509ExtendedKeyManager {

        private final X509ExtendedKeyManager keys;

        Offering(X509ExtendedKeyManager keys) {
            this.keys = keys;
        }

        @Override
        public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
            offer(engine);
            return keys.chooseEngineServerAlias(keyType, issuers, engine);
        }

        @Override
        public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
            return keys.chooseServerAlias(keyType, issuers, socket);
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return keys.getCertificateChain(alias);
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return keys.getPrivateKey(alias);
        }

        @Override
        public String[] getServerAliases(String keyType, Principal[] issuers) {
            return keys.getServerAliases(keyType, issuers);
        }

        @Override
        public String[] getClientAliases(String keyType, Principal[] issuers) {
            return keys.getClientAliases(keyType, issuers);
        }

        @Override
        public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
            return keys.chooseClientAlias(keyTypes, issuers, socket);
        }
    }

    private static final class Withholding extends X509ExtendedTrustManager {

        private final X509ExtendedTrustManager clients;

        Withholding(X509ExtendedTrustManager clients) {
            this.clients = clients;
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) throws CertificateException {
            withhold(engine);
            clients.checkClientTrusted(chain, authType, engine);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) throws CertificateException {
            clients.checkClientTrusted(chain, authType, socket);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            clients.checkClientTrusted(chain, authType);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) throws CertificateException {
            clients.checkServerTrusted(chain, authType, engine);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) throws CertificateException {
            clients.checkServerTrusted(chain, authType, socket);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            clients.checkServerTrusted(chain, authType);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return clients.getAcceptedIssuers();
        }
    }
}
