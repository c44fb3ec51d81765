package dev.postern.edge;

import dev.postern.exchange.Client;
import dev.postern.exchange.Headers;
import dev.postern.exchange.Protocol;
import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import dev.postern.exchange.RequestId;
import dev.postern.loop.Alarm;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.NetSocket;
import io.vertx.core.streams.ReadStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The client's side of one exchange: the body it sends, the answer it gets, and the one moment at which it is over. {@link #closed()} completes exactly once, whatever
 * happens: answer handed over, client gone, or broken off.
 *
 * <p>Confined to its event loop, {@link #context()}.
 */
public final class Downstream {

    /** What is written without asking how fast the client reads: a write queue's worth. */
    private static final int AT_ONCE_BYTES = 64 * 1024;
    private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("x-request-id");
    private static final long NO_ERROR = 0;       // RFC 9113 §7
    private static final long INTERNAL_ERROR = 2;

    private final RequestId id = RequestId.next();
    private final Instant receivedAt;
    private final Context context;
    private final Connection connection;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Protocol protocol;
    private final Framing framing;
    private final RequestBody body;
    private final Duration stallTime;
    private final EventExecutor loop;
    private final Promise<Closing> closed = Promise.promise();
    private Optional<ResponsePump> pump = Optional.empty();
    private Optional<Client> client = Optional.empty();
    private boolean answering;
    private boolean ending;
    private boolean upgraded;

    /** @param terms what the listener gives every exchange */
    Downstream(HttpServerRequest request, Context context, Terms terms) {
        this.request = request;
        this.response = request.response();
        this.context = context;
        this.connection = Connection.of(request.connection());
        this.loop = connection.loop();
        this.receivedAt = terms.now();
        this.stallTime = terms.bodyIdle();
        this.protocol = request.version() == HttpVersion.HTTP_2 ? Protocol.HTTP_2 : request.version() == HttpVersion.HTTP_1_1 ? Protocol.HTTP_1_1 : Protocol.HTTP_1_0;
        this.framing = Framing.of(request.headers());
        this.body = new RequestBody(request, loop, terms);
        response.exceptionHandler(cut -> clientGone()).closeHandler(gone -> clientGone());
        body.resetHandler(this::clientGone);
        connection.opened(this);
        if (expectsContinue()) {
            body.beforeFirst(this::sayContinue);
        } else if (protocol == Protocol.HTTP_2 && declaredLength().isEmpty()) {
            body.peek();
        }
    }

    record Terms(Instant now, Duration bodyIdle, int bodyRateBytes) {}

    public RequestId id() {
        return id;
    }

    /** When the head was complete. */
    public Instant receivedAt() {
        return receivedAt;
    }

    public Protocol protocol() {
        return protocol;
    }

    public Context context() {
        return context;
    }

    /** As received: for requests that were refused before they became {@code RequestFacts}. */
    public Headers headers() {
        return Headers.of(request.headers());
    }

    /** The method as sent, for the record of a refused request; visible ASCII, cut at 32 characters. */
    public String rawMethod() {
        return Printable.of(request.method().name(), 32);
    }

    /** The request target as sent. */
    public String target() {
        return request.uri() == null ? "" : request.uri();
    }

    /** The same without its query, for the record of a refused request; visible ASCII, cut at 256 characters. */
    public String rawTarget() {
        return Printable.path(target(), 256);
    }

    /** Who is at the other end, as far as it is known: the peer, until hygiene has looked at forwarding headers. */
    public Client client() {
        Peer peer = connection.peer();
        return client.orElseGet(() -> new Client(peer.address(), peer.address(), peer.socket(), peer.serverName(), peer.certificates()));
    }

    void client(Client resolved) {
        client = Optional.of(resolved);
    }

    Peer peer() {
        return connection.peer();
    }

    HttpServerRequest request() {
        return request;
    }

    // --- the request's body

    /** What {@code Content-Length} says. */
    public OptionalLong declaredLength() {
        return framing.length();
    }

    /** Whether a body comes. Exact for HTTP/1.1; for HTTP/2 without a length, exact once the listener hands the exchange over. */
    public boolean hasBody() {
        if (framing.length().isPresent()) {
            return framing.length().getAsLong() > 0;
        }
        return protocol == Protocol.HTTP_2 ? !body.complete() || body.received() > 0 : framing.coded();
    }

    /**
     * The body, paused. A client that waits for {@code 100 Continue} gets it when the first piece is asked for, so ask after the decision.
     *
     * @param boundBytes past which it fails with {@link Reason#REQUEST_BODY_TOO_LARGE}; {@link Long#MAX_VALUE} for none
     * @throws RefusedException at once when the declared length is past the bound
     */
    public ReadStream<Buffer> body(long boundBytes) {
        if (declaredLength().orElse(0) > boundBytes) {
            throw new RefusedException(Reason.REQUEST_BODY_TOO_LARGE, "content-length " + declaredLength().getAsLong() + " past " + boundBytes);
        }
        body.bound(boundBytes);
        return body;
    }

    private boolean expectsContinue() {
        return "100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT));
    }

    private void sayContinue() {
        if (!response.headWritten() && !closed.future().isComplete()) {
            response.writeContinue();
        }
    }

    // --- the answer

    /** Answers with a whole body, at the client's pace where it is long. */
    public Future<Void> respond(ResponseHead head, Buffer content) {
        if (content.length() > AT_ONCE_BYTES && !bodiless(head)) {
            head.headers().set(HttpHeaders.CONTENT_LENGTH, Integer.toString(content.length()));
            return respond(head, new Slices(content), MultiMap::caseInsensitiveMultiMap);
        }
        if (!begin(head)) {
            return Future.failedFuture(gone());
        }
        if (bodiless(head)) {
            if (isHead() && !response.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
                response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(content.length()));
            }
            return complete(response::end);
        }
        response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(content.length()));
        return complete(() -> response.end(content));
    }

    /**
     * Answers with a stream, paused or not, at the client's pace. When it fails, or does not keep to its {@code Content-Length}, the answer is cut so that the client
     * cannot take what it has for all of it, and the future fails with the cause. The head is sent at once: who wants to be able to refuse the content instead calls
     * this when the first of it is released.
     *
     * @param trailers asked for when the body has ended
     */
    public Future<Void> respond(ResponseHead head, ReadStream<Buffer> content, Supplier<MultiMap> trailers) {
        if (!begin(head)) {
            return Future.failedFuture(gone());
        }
        if (bodiless(head)) {
            return complete(response::end);
        }
        OptionalLong promised = ResponsePump.promised(response.headers());
        if (promised.isEmpty() && protocol != Protocol.HTTP_2) {
            response.setChunked(true);
        }
        answering = true; // its head follows once the pump has looked at the source
        ResponsePump moving = new ResponsePump(content, response, promised, new ResponsePump.Pace(this::full, loop, stallTime));
        pump = Optional.of(moving);
        context.runOnContext(fresh -> moving.run()); // not while the connection is reading: Vert.x would flush, and feel the client's pace, only after that
        return moving.done().compose(whole -> endWith(moving.rest(), trailers.get(), promised))
                .onFailure(broken -> context.runOnContext(later -> cut())); // whoever closes the books writes down why first
    }

    /** HTTP/1.1 asks the channel itself: Vert.x hears of a full queue one loop turn later, in which a source with much at hand would have written all of it. */
    private boolean full() {
        return protocol == Protocol.HTTP_2 ? response.writeQueueFull() : !connection.writable();
    }

    private Future<Void> endWith(Buffer rest, MultiMap trailers, OptionalLong promised) {
        if (closed.future().isComplete()) {
            return Future.failedFuture(gone());
        }
        if (!trailers.isEmpty() && (protocol == Protocol.HTTP_2 || promised.isEmpty())) {
            ResponseHeaders.copyTrailers(trailers, response.trailers());
        }
        return complete(() -> rest.length() == 0 ? response.end() : response.end(rest));
    }

    private boolean begin(ResponseHead head) {
        if (closed.future().isComplete() || headSent()) {
            return false;
        }
        if (head.status() != 200) { // as it is made
            response.setStatusCode(head.status());
        }
        ResponseHeaders.copy(head.headers(), response.headers());
        response.putHeader(REQUEST_ID, id.value());
        if (protocol != Protocol.HTTP_2 && !body.complete() && hasBody() && !body.wanted()) {
            connection.closeAfterExchange(); // nobody will read what is still coming
        }
        if (connection.closing()) {
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        return true;
    }

    private boolean bodiless(ResponseHead head) {
        return isHead() || head.status() == 204 || head.status() == 304;
    }

    private boolean isHead() {
        return "HEAD".equals(request.method().name());
    }

    private Future<Void> complete(Supplier<Future<Void>> end) {
        ending = true; // ahead of the write: HTTP/2 may close the stream within it, which is not the client's doing
        Alarm stalled = Alarm.on(loop, this::cut); // the end is in a write queue whose client may read nothing
        stalled.in(stallTime);
        return end.get().onComplete(result -> {
            stalled.clear();
            if (result.failed()) {
                finish(Closing.CLIENT_CUT);
                return;
            }
            stopUpload();
            finish(Closing.COMPLETED);
        });
    }

    /** The answer is out and the client is still sending: tell it that nobody listens (RFC 9113 §8.1, RFC 9112 §9.6). */
    private void stopUpload() {
        if (body.complete() || !hasBody()) {
            return;
        }
        if (protocol == Protocol.HTTP_2) {
            response.reset(NO_ERROR);
        } else {
            connection.closeAfterExchange();
        }
    }

    /**
     * Lets {@code page} answer the bare request, whose body is read through {@link #body} or not at all; its future is done when the answer has been handed over. A failure leaves the answer to be given, with
     * the headers that are in the response already. An answer that the client does not take in is cut.
     */
    public Future<Void> answeredBy(Function<HttpServerRequest, Future<Void>> page) {
        if (closed.future().isComplete()) {
            return Future.failedFuture(gone());
        }
        response.putHeader(REQUEST_ID, id.value()).putHeader("strict-transport-security", Answers.HSTS);
        if (connection.closing()) {
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        Alarm stalled = Alarm.on(loop, this::cut); // what is written may wait for a client that reads nothing
        response.headersEndHandler(writing -> {
            ending = true; // as in complete(): HTTP/2 may close the stream within the write
            stalled.in(stallTime);
        });
        return page.apply(request)
                .onComplete(done -> stalled.clear())
                .onFailure(unanswered -> response.headersEndHandler(null))
                .compose(handedOver -> complete(Future::succeededFuture));
    }

    /** After this exchange the connection is closed: for requests after which its framing cannot be trusted. Before the answer begins, so that the answer says so. */
    public void closeAfterwards() {
        if (protocol != Protocol.HTTP_2) {
            connection.closeAfterExchange();
        }
    }

    /**
     * Switches to another protocol: answers 101 and gives the bare connection. Call it when the upstream has answered 101, and only where {@link Upgrade#requested} says so.
     * From here on the exchange lasts as long as the connection.
     */
    public Future<NetSocket> upgrade(MultiMap headers) {
        if (closed.future().isComplete() || response.headWritten() || connection.hasEarlyOctets()) {
            cut(); // octets ahead of the 101 belong to no protocol
            return Future.failedFuture(gone());
        }
        upgraded = true;
        headers.forEach(response.headers()::add);
        response.putHeader(REQUEST_ID, id.value());
        return request.toNetSocket();
    }

    /** Breaks the exchange off now. What the client has got so far is visibly incomplete: the stream is reset, or the connection closed without TLS's goodbye. */
    public void cut() {
        if (closed.future().isComplete()) {
            return;
        }
        finish(Closing.ENDED); // first: what follows looks like the client's doing
        if (protocol == Protocol.HTTP_2) {
            response.reset(INTERNAL_ERROR);
        } else {
            connection.abort();
        }
    }

    /** How it ended; completes exactly once and never fails. */
    public Future<Closing> closed() {
        return closed.future();
    }

    /** Once the answer's end is written, the fate of that write tells how it ended. */
    private void clientGone() {
        if (!ending) {
            finish(Closing.CLIENT_CUT);
        }
    }

    void connectionGone() {
        finish(upgraded ? Closing.COMPLETED : Closing.CLIENT_CUT);
    }

    private void finish(Closing how) {
        try {
            closed.tryComplete(how);
        } finally { // whatever becomes of those who are told; done twice it does nothing
            pump.ifPresent(moving -> moving.stop(gone()));
            body.abandon(gone());
            connection.closed(this);
        }
    }

    private static Throwable gone() {
        return new HttpClosedException("the exchange is over");
    }

    /** Whether the answer's head is on its way, so that nothing but {@link #cut()} can be said any more. */
    public boolean headSent() {
        return response.headWritten() || answering || ending || upgraded;
    }

    /** Status of the answer; 0 before there is one. */
    public int status() {
        return headSent() ? response.getStatusCode() : 0;
    }

    public long bytesIn() {
        return body.received();
    }

    public long bytesOut() {
        return response.bytesWritten();
    }
}
