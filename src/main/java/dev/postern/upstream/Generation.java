package dev.postern.upstream;

import dev.postern.exchange.EncoderTable;
import dev.postern.loop.TurnEnd;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.Http1xClientConnection;
import io.vertx.core.net.impl.ConnectionBase;
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
import org.jboss.logging.Logger;

/**
 * All connections of an upstream that were made with the same key and under the same trust. When either rotates a new generation takes over and this one lives on
 * until the last exchange on it has ended. It counts exchanges, so that it is never closed under one. Safe from any thread.
 */
final class Generation {

    private static final Logger LOG = Logger.getLogger(Generation.class);
    private static final int CLOSED = Integer.MIN_VALUE;

    /** Whether a connection has carried an exchange: only then may its peer have closed it for idleness in the moment we send. */
    enum Use { NEW, USED }

    /** What made it: when any of it is different now, it is outdated. */
    record Stamp(MeshCredentials.Version credentials, Instant made) {}

    /** What is known of a connection. */
    private static final class Held {
        private final Line line;
        private volatile Use use = Use.NEW;

        Held(Line line) {
            this.line = line;
        }
    }

    private final Stamp stamp;
    private final Optional<X509ExtendedTrustManager> trust;
    private final Wire wire;
    private final HttpClient shared;
    private final HttpClient fresh;
    private final HttpClient upgrading;
    private final HttpClient checking;
    private final Map<HttpConnection, Held> connections = new ConcurrentHashMap<>();
    private final AtomicInteger exchanges = new AtomicInteger();
    private volatile boolean retired;

    Generation(Pool.Parts parts, Definition definition, Stamp stamp) {
        this.stamp = stamp;
        this.trust = definition.usesTls() ? Optional.of(parts.credentials().trusting(definition.expect())) : Optional.empty();
        this.wire = new Wire(parts, definition, trust);
        this.shared = wire.client(Line.SHARED, this::connected);
        this.fresh = wire.client(Line.FRESH, this::connected);
        this.upgrading = wire.client(Line.UPGRADE, this::connected);
        this.checking = wire.client(Line.CHECK, this::connected);
    }

    private void connected(Line line, HttpConnection connection) {
        EncoderTable.bound(connection);
        TurnEnd.gather(((ConnectionBase) connection).channel());
        connections.put(connection, new Held(line));
        connection.closeHandler(closed -> connections.remove(connection));
        connection.exceptionHandler(failure -> LOG.debugf("event=connection-failed detail=\"%s\"", failure.getMessage()));
    }

    Stamp stamp() {
        return stamp;
    }

    HttpClient client(Line line) {
        return switch (line) {
            case SHARED -> shared;
            case FRESH -> fresh;
            case UPGRADE -> upgrading;
            case CHECK -> checking;
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
            checking.close();
        }
    }

    /** Marks the connection as used, and says what it was before. */
    Use use(HttpConnection connection) {
        Held held = connections.get(connection);
        if (held == null || held.use == Use.USED) {
            return held == null ? Use.NEW : Use.USED;
        }
        held.use = Use.USED;
        return Use.NEW;
    }

    int connectionsTo(Member member) {
        return Math.toIntExact(connections.keySet().stream().filter(connection -> leadsTo(connection, member)).count());
    }

    private static boolean leadsTo(HttpConnection connection, Member member) {
        var remote = connection.remoteAddress();
        return remote != null && remote.port() == member.origin().port() && member.address().toString().equals(remote.hostAddress());
    }

    /** Whether all connections that a line may have to the member are there: then who waits in vain for one has learnt nothing about the member. */
    boolean isFull(Line line, Member member) {
        double taken = 0;
        for (var entry : connections.entrySet()) {
            if (entry.getValue().line == line && leadsTo(entry.getKey(), member)) {
                taken += 1.0 / wire.most(line, entry.getKey() instanceof Http1xClientConnection ? HttpVersion.HTTP_1_1 : HttpVersion.HTTP_2);
            }
        }
        return taken > 1 - 1e-9; // sums of reciprocals
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
