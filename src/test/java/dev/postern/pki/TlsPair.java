package dev.postern.pki;

import java.io.IOException;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * TLS handshakes over real sockets on the loopback: what each side saw of the other. The server asks for a client certificate and goes on without.
 */
final class TlsPair {

    /** Trusts everybody, so that a test sees what the other side presents. */
    static final X509TrustManager ANYBODY = new javax.net.ssl.X509ExtendedTrustManager() {
        @Override public void checkClientTrusted(X509Certificate[] c, String a) { }
        @Override public void checkServerTrusted(X509Certificate[] c, String a) { }
        @Override public void checkClientTrusted(X509Certificate[] c, String a, java.net.Socket s) { }
        @Override public void checkServerTrusted(X509Certificate[] c, String a, java.net.Socket s) { }
        @Override public void checkClientTrusted(X509Certificate[] c, String a, javax.net.ssl.SSLEngine e) { }
        @Override public void checkServerTrusted(X509Certificate[] c, String a, javax.net.ssl.SSLEngine e) { }
        @Override public X509Certificate[] getAcceptedIssuers() { return new X509Certificate[0]; }
    };

    record Side(KeyManager keys, TrustManager trust) {}

    /** What one handshake showed: the server's chain as the client saw it, and the client's as the server saw it. */
    record Seen(List<X509Certificate> server, List<X509Certificate> client) {}

    private final Side server;
    private final Side client;

    TlsPair(Side server, Side client) {
        this.server = server;
        this.client = client;
    }

    Seen handshake(String... serverName) throws IOException {
        return handshake(parameters -> {
            if (serverName.length > 0) {
                parameters.setServerNames(List.of(new SNIHostName(serverName[0])));
            }
        });
    }

    /** One handshake with new contexts, so that no session is resumed; an exception is the client's, or the server's when the client saw none. */
    Seen handshake(java.util.function.Consumer<SSLParameters> tune) throws IOException {
        try (SSLServerSocket listener =
                (SSLServerSocket) context(server).getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            listener.setWantClientAuth(true);
            CompletableFuture<List<X509Certificate>> served = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> {
                try (SSLSocket socket = (SSLSocket) listener.accept()) {
                    socket.setSoTimeout(5_000);
                    socket.startHandshake();
                    served.complete(peer(socket));
                    socket.getOutputStream().write(1);
                    socket.getInputStream().read();
                } catch (IOException | RuntimeException failed) {
                    served.completeExceptionally(failed);
                }
            });
            try (SSLSocket socket =
                    (SSLSocket) context(client).getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), listener.getLocalPort())) {
                socket.setSoTimeout(5_000);
                SSLParameters parameters = socket.getSSLParameters();
                tune.accept(parameters);
                socket.setSSLParameters(parameters);
                socket.startHandshake();
                socket.getInputStream().read();
                return new Seen(peer(socket), served.get(5, TimeUnit.SECONDS));
            }
        } catch (ExecutionException failed) {
            throw new IOException(failed.getCause());
        } catch (InterruptedException | TimeoutException stuck) {
            throw new AssertionError(stuck);
        }
    }

    private static List<X509Certificate> peer(SSLSocket socket) {
        try {
            return Arrays.stream(socket.getSession().getPeerCertificates()).map(X509Certificate.class::cast).toList();
        } catch (SSLPeerUnverifiedException none) {
            return List.of();
        }
    }

    private static SSLContext context(Side side) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(side.keys() == null ? new KeyManager[0] : new KeyManager[] {side.keys()}, new TrustManager[] {side.trust()}, null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
