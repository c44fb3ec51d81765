package dev.postern.upstream;

import java.time.Duration;

/** Every bound of this package that no configuration sets, with what happens at it. {@code docs/limits.md} repeats this table. */
final class Bounds {

    /** Endpoints tried for one request while none of its octets has been sent; then the request fails. */
    static final int CONNECT_ATTEMPTS = 3;

    /** How long an endpoint that could not be connected to is passed over, as long as another one is there. */
    static final Duration REST_AFTER_CONNECT_FAILURE = Duration.ofSeconds(5);

    /** Addresses of one endpoint that are used; those in use stay as long as they are named, and further ones are left out. */
    static final int ADDRESSES = 64;

    /** After a lookup that failed the next one comes after this. */
    static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    /** How long addresses are used while nobody can be asked for them; then there are none. */
    static final Duration STALE_UNAVAILABLE = Duration.ofHours(1);

    /** How long addresses are used while their name is said not to be there, or to lead where nobody may go; then there are none. */
    static final Duration STALE_REMOVED = Duration.ofMinutes(1);

    /** Retries that an upstream may make before its requests have saved any. */
    static final int FIRST_RETRIES = 10;

    /** Retries that its requests may save up: what a failed endpoint may cost in one go. */
    static final int SAVED_RETRIES = 1_000;

    /** Questions after its health to one endpoint at once. */
    static final int CHECKS = 2;

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

    /** What of an upload has been read and not yet been taken by the network; then the client is paused. */
    static final int UPLOAD_BUFFER_BYTES = 64 * 1024;

    /** What the kernel holds of an upload that the upstream does not read. */
    static final int SEND_BUFFER_BYTES = 256 * 1024;

    /** What is read of a response ahead of its reader, on top of the connection's own window; then the upstream is paused. */
    static final int RESPONSE_READ_AHEAD_BYTES = 64 * 1024;

    /** Open WebSockets to one endpoint; the next waits for the connect timeout, then fails. */
    static final int UPGRADES = 1024;

    /** A WebSocket on which no octet moved in either direction for so long is closed. */
    static final Duration UPGRADE_IDLE = Duration.ofMinutes(10);

    /** What is still to be written when a WebSocket is closed has this long; then the connection is dropped. */
    static final Duration UPGRADE_CLOSE_GRACE = Duration.ofSeconds(5);

    /** The same when what it rests on has been taken away. */
    static final Duration WITHDRAWN_GRACE = Duration.ofMillis(500);

    /** So long both sides of a WebSocket that ended for what was said in it are still read from, unheard, so that they come to the close frame. */
    static final Duration REFUSED_LINGER = Duration.ofMillis(500);

    /** What a WebSocket may hold unsent towards the upstream, and unread from it, before the other side is paused. */
    static final int UPGRADE_BUFFER_BYTES = 64 * 1024;

    /** An idle pooled connection is closed after this. */
    static final Duration KEEP_ALIVE = Duration.ofSeconds(30);

    /** Age at which all connections of an upstream are replaced by new ones; what is in flight ends in its own time. */
    static final Duration GENERATION_LIFE = Duration.ofMinutes(30);

    /** What is in flight on a connection whose peer is not trusted any more is cut after this. */
    static final Duration DISTRUST_GRACE = Duration.ofSeconds(2);

    /** How long an upload may go on after its response has ended; then it is cut. */
    static final Duration UPLOAD_LINGER = Duration.ofSeconds(10);

    private Bounds() {
    }
}
