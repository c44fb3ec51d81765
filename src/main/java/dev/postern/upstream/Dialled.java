package dev.postern.upstream;

import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpVersion;

/**
 * A request that has its connection and none of whose octets has been sent. It counts as an exchange of its endpoint and of its generation until
 * {@link #release} is called. On one event loop.
 */
final class Dialled {

    private final HttpClientRequest request;
    private final Member member;
    private final Generation generation;
    private final Generation.Use before;
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

    /** Further calls do nothing. */
    void release() {
        if (!released) {
            released = true;
            member.end();
            generation.leave();
        }
    }
}
