package dev.postern.upstream;

import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.Optional;

/**
 * A request that has its connection and none of whose octets has been sent. It counts as an exchange of its endpoint and of its generation until
 * {@link #release} is called. On one event loop.
 */
final class Dialled {

    /** RFC 9113 §7. */
    private static final long CANCEL = 0x8;

    private final HttpClientRequest request;
    private final Member member;
    private final Generation generation;
    private final Generation.Use before;
    private boolean begun;
    private boolean released;

    Dialled(HttpClientRequest request, Member member, Generation generation) {
        this.request = request;
        this.member = member;
        this.generation = generation;
        this.before = generation.use(request.connection());
    }

    HttpClientRequest request() {
        return request;
    }

    Member member() {
        return member;
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
            member.end();
            generation.leave();
        }
    }
}
