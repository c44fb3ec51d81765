package dev.postern.upstream;

import dev.postern.pki.SpiffeId;
import dev.postern.pki.SpiffeIds;
import dev.postern.trace.UpstreamTry;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * A request that has its connection, on its way to one endpoint. It counts as an exchange of its endpoint and of its generation until {@link #release} is called. On one event loop.
 */
public final class Dialled {

    /** RFC 9113 §7. */
    private static final long CANCEL = 0x8;

    /** Where it goes. */
    record On(Pool pool, Member member, Generation generation) {}

    private final HttpClientRequest request;
    private final Pool pool;
    private final Member member;
    private final Generation generation;
    private final Generation.Use before;
    private final UpstreamTry trying;
    private boolean begun;
    private boolean released;
    private Optional<Instant> unnamedSince = Optional.empty();
    private Runnable withdrawn = () -> { };

    Dialled(HttpClientRequest request, On on, UpstreamTry trying) {
        this.request = request;
        this.pool = on.pool();
        this.member = on.member();
        this.generation = on.generation();
        this.trying = trying;
        this.before = generation.use(request.connection());
    }

    HttpClientRequest request() {
        return request;
    }

    Member member() {
        return member;
    }

    boolean isOf(Pool other) {
        return pool == other;
    }

    /** Whom the connection's certificate proved; nobody when it proved none. */
    Optional<SpiffeId> peer() {
        try {
            return SpiffeIds.of((X509Certificate) request.connection().peerCertificates().getFirst());
        } catch (SSLPeerUnverifiedException | CertificateException | RuntimeException nobody) {
            return Optional.empty();
        }
    }

    /** Its endpoint is one of the upstream's. */
    void named() {
        unnamedSince = Optional.empty();
    }

    /** Its endpoint is none of the upstream's now. @return since when, across reloads */
    Instant unnamedSince(Instant now) {
        unnamedSince = unnamedSince.or(() -> Optional.of(now));
        return unnamedSince.get();
    }

    /** @param does what is to be done when it may not go on, and another try of its exchange may */
    void onWithdrawn(Runnable does) {
        withdrawn = does;
    }

    /** It may not go on; its exchange may, on another try. */
    void withdraw() {
        withdrawn.run();
    }

    /** What the trace of the exchange knows of this try; it ends with {@link #release}. */
    UpstreamTry trying() {
        return trying;
    }

    boolean onUsedConnection() {
        return before == Generation.Use.USED;
    }

    boolean overHttp1() {
        return request.version() != HttpVersion.HTTP_2;
    }

    /** Octets of the request go out from here on: until it is over, the connection is its own over HTTP/1.1. */
    void begun() {
        begun = true;
    }

    /**
     * Gives the request up: over HTTP/2 its stream is reset, over HTTP/1.1 its connection is closed, and at the socket. An orderly close waits until everything written has been
     * taken in, for ever where the upstream does not read, and holds the connection's place in the pool meanwhile.
     */
    void cut() {
        request.reset(CANCEL);
        if (begun && overHttp1()) {
            Optional.ofNullable(((ConnectionBase) request.connection()).channel().pipeline().firstContext()).ifPresent(ChannelHandlerContext::close);
        }
    }

    /** Further calls do nothing. */
    void release() {
        if (!released) {
            released = true;
            trying.ended();
            member.end();
            generation.leave();
        }
    }
}
