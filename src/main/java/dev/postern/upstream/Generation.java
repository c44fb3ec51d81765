package dev.postern.upstream;

import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpConnection;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * All connections of an upstream that were made with the same key and under the same trust. When either rotates a new generation takes over and this one lives on
 * until the last exchange on it has ended. It counts exchanges, so that it is never closed under one. Safe from any thread.
 */
final class Generation {

    private static final int CLOSED = Integer.MIN_VALUE;

    /** Whether a connection has carried an exchange: only then may its peer have closed it for idleness in the moment we send. */
    enum Use { NEW, USED }

    /** What made it: when any of it is different now, it is outdated. */
    record Stamp(MeshCredentials.Version credentials, Instant made) {}

    private final Stamp stamp;
    private final Optional<X509ExtendedTrustManager> trust;
    private final HttpClient shared;
    private final HttpClient fresh;
    private final HttpClient upgrading;
    private final Map<HttpConnection, Use> connections = new ConcurrentHashMap<>();
    private final AtomicInteger exchanges = new AtomicInteger();
    private volatile boolean retired;

    Generation(Pool.Parts parts, Definition definition, Stamp stamp) {
        this.stamp = stamp;
        this.trust = definition.usesTls() ? Optional.of(parts.credentials().trusting(definition.expect())) : Optional.empty();
        Wire wire = new Wire(parts, definition, trust, this::connected);
        this.shared = wire.shared();
        this.fresh = wire.fresh();
        this.upgrading = wire.upgrading();
    }

    private void connected(HttpConnection connection) {
        connections.put(connection, Use.NEW);
        connection.closeHandler(closed -> connections.remove(connection));
    }

    Stamp stamp() {
        return stamp;
    }

    HttpClient client(Line line) {
        return switch (line) {
            case SHARED -> shared;
            case FRESH -> fresh;
            case UPGRADE -> upgrading;
        };
    }

    /** Begins an exchange on it; false when it is closed already. */
    boolean enter() {
        while (true) {
            int now = exchanges.get();
            if (now == CLOSED) {
                return false;
            }
            if (exchanges.compareAndSet(now, now + 1)) {
                return true;
            }
        }
    }

    void leave() {
        exchanges.decrementAndGet();
        closeWhenUnused();
    }

    /** No new exchange will come: close as soon as none is left. */
    void retire() {
        retired = true;
        closeWhenUnused();
    }

    private void closeWhenUnused() {
        if (retired && exchanges.compareAndSet(0, CLOSED)) {
            shared.close();
            fresh.close();
            upgrading.close();
        }
    }

    /** Marks the connection as used, and says what it was before. */
    Use use(HttpConnection connection) {
        Use before = connections.replace(connection, Use.USED);
        return before == null ? Use.NEW : before;
    }

    int connectionsTo(Origin origin) {
        int count = 0;
        for (HttpConnection connection : connections.keySet()) {
            var remote = connection.remoteAddress();
            if (remote != null && remote.port() == origin.port() && (origin.host().equals(remote.host()) || origin.host().equals(remote.hostAddress()))) {
                count++;
            }
        }
        return count;
    }

    /** Cuts every connection whose peer would not be accepted now. Costs one chain validation a connection: not for an event loop. */
    void cutUntrusted() {
        trust.ifPresent(judge -> List.copyOf(connections.keySet()).forEach(connection -> {
            if (!isTrusted(judge, connection)) {
                connection.close();
            }
        }));
    }

    private static boolean isTrusted(X509ExtendedTrustManager judge, HttpConnection connection) {
        try {
            X509Certificate[] chain = connection.peerCertificates().stream().map(Generation::x509).toArray(X509Certificate[]::new);
            judge.checkServerTrusted(chain, "UNKNOWN");
            return true;
        } catch (SSLPeerUnverifiedException | CertificateException | RuntimeException refused) {
            return false;
        }
    }

    private static X509Certificate x509(Certificate certificate) {
        return (X509Certificate) certificate;
    }
}
