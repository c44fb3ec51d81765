package dev.postern.upstream;

import java.time.Duration;

/** Every bound of this package that no configuration sets, with what happens at it. {@code docs/limits.md} repeats this table. */
final class Bounds {

    /** Endpoints tried for one request while none of its octets has been sent; then the request fails. */
    static final int CONNECT_ATTEMPTS = 3;

    /** How long an endpoint that could not be connected to is passed over, as long as another one is there. */
    static final Duration REST_AFTER_CONNECT_FAILURE = Duration.ofSeconds(5);

    /** Requests that wait for a connection of one endpoint; the next is refused with {@code limit.overloaded}. */
    static final int WAITING_REQUESTS = 1024;

    /** Connections of HTTP/2 to one endpoint, at most (and never more than configured). */
    static final int HTTP2_CONNECTIONS = 8;

    /** Streams on one HTTP/2 connection; further ones open another connection, then wait. */
    static final int HTTP2_STREAMS = 256;

    /** What one HTTP/2 stream may hold unread: the upstream stops sending at it. */
    static final int HTTP2_STREAM_WINDOW_BYTES = 65_535;

    /** Room for every stream of a connection to stall at its own window without stalling the others. */
    static final int HTTP2_CONNECTION_WINDOW_BYTES = HTTP2_STREAMS * (HTTP2_STREAM_WINDOW_BYTES + 1);

    /** Head of a response, and trailers; beyond it the answer is {@code upstream.broken}. */
    static final int RESPONSE_HEAD_BYTES = 32 * 1024;

    /** Status line of a response; beyond it the answer is {@code upstream.broken}. */
    static final int STATUS_LINE_BYTES = 4096;

    /** What is read of a response ahead of its reader, on top of the connection's own window; then the upstream is paused. */
    static final int RESPONSE_READ_AHEAD_BYTES = 64 * 1024;

    /** Open WebSockets to one endpoint; the next waits for the connect timeout, then fails. */
    static final int UPGRADES = 1024;

    /** A WebSocket on which no octet moved in either direction for so long is closed. */
    static final Duration UPGRADE_IDLE = Duration.ofMinutes(10);

    /** What is still to be written when a WebSocket is closed has this long; then the connection is dropped. */
    static final Duration UPGRADE_CLOSE_GRACE = Duration.ofSeconds(5);

    /** What a WebSocket may hold unsent towards the upstream, and unread from it, before the other side is paused. */
    static final int UPGRADE_BUFFER_BYTES = 64 * 1024;

    /** An idle pooled connection is closed after this. */
    static final Duration KEEP_ALIVE = Duration.ofSeconds(30);

    /** Age at which all connections of an upstream are replaced by new ones; what is in flight ends in its own time. */
    static final Duration GENERATION_LIFE = Duration.ofMinutes(30);

    /** What is in flight on a connection whose peer is not trusted any more is cut after this. */
    static final Duration DISTRUST_GRACE = Duration.ofSeconds(5);

    /** How long an upload may go on after its response has ended; then it is cut. */
    static final Duration UPLOAD_LINGER = Duration.ofSeconds(10);

    private Bounds() {
    }
}
