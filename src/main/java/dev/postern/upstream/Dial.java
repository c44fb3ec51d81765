package dev.postern.upstream;

import dev.postern.config.UpstreamConfig.HttpVersions;
import dev.postern.config.UpstreamConfig.RetryConfig;
import dev.postern.config.UpstreamConfig.RetryConfig.Condition;
import dev.postern.exchange.Denial;
import dev.postern.exchange.Reason;
import dev.postern.trace.UpstreamTry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Finds a connection for one request. A failed connect is tried on the next endpoint, a bounded number of times, because no octet of the request has been sent yet;
 * nothing else is ever tried twice here. When all fail, a peer that was not trusted is reported before one that was busy, and that before one that was not there. To be used on the event loop of the exchange.
 */
final class Dial {

    private static final Logger LOG = Logger.getLogger(Dial.class);

    private final Pool pool;
    private final Duration connectTimeout;
    private final Line line;
    private final ForwardRequest forward;
    private final HttpMethod method;
    private final List<Member> tried;
    private int connects;
    private boolean lastHope;
    private Optional<Member> only = Optional.empty();
    private boolean renewed;
    private Optional<Denial> worst = Optional.empty();

    /** @param avoid members that have failed this request already: asked again only when there is nobody else */
    Dial(Destination destination, Line line, ForwardRequest forward, List<Member> avoid) {
        this.pool = destination.pool();
        this.connectTimeout = destination.timeouts().connect();
        this.line = line;
        this.forward = forward;
        this.method = HttpMethod.valueOf(forward.facts().method());
        this.tried = new ArrayList<>(avoid);
    }

    /** For a hedge: that endpoint, or none at all. */
    static Dial to(Member only, Destination destination, ForwardRequest forward) {
        Dial dial = new Dial(destination, Line.SHARED, forward, List.of());
        dial.only = Optional.of(only);
        return dial;
    }

    /** Fails with a {@code RefusedException}. */
    Future<Dialled> connect() {
        Future<Void> ready = pool.ready();
        if (ready.isComplete()) {
            return next();
        }
        Context here = pool.vertx().getOrCreateContext();
        Promise<Dialled> dialled = Promise.promise();
        ready.onComplete(done -> here.runOnContext(found -> next().onComplete(dialled)));
        return dialled.future();
    }

    private Future<Dialled> next() {
        return another().map(this::connect).orElseGet(() -> Future.failedFuture(worst.orElseGet(() ->
                Denial.of(Reason.UPSTREAM_UNREACHABLE, pool.discovery().trouble())).asException()));
    }

    /** When all have failed, a request is not there to find out which of them has come back: one of those that are not available is asked, once. */
    private Optional<Member> another() {
        if (only.isPresent()) {
            only.filter(first -> connects == 0).ifPresent(Member::begin);
            return only.filter(first -> connects == 0);
        }
        RetryConfig retry = pool.definition().resilience().retry();
        int most = retry.on().contains(Condition.CONNECT_FAILURE) ? Math.min(Bounds.CONNECT_ATTEMPTS, 1 + retry.attempts()) : 1;
        if (connects >= most || lastHope) {
            return Optional.empty();
        }
        Optional<Member> next = pool.balancer().next(tried);
        if (next.isEmpty() && connects == 0) {
            next = pool.balancer().next(List.of());
        }
        lastHope = next.isPresent() && !pool.isAvailable(next.get()) && pool.members().stream().noneMatch(one -> pool.isAvailable(one) && !tried.contains(one));
        return next;
    }

    private Future<Dialled> connect(Member member) {
        connects++;
        tried.add(member);
        return ask(member);
    }

    private Future<Dialled> ask(Member member) {
        Generation generation = pool.generations().enter();
        UpstreamTry trying = forward.trace().upstream(() -> asked(member));
        return request(generation, member).compose(
                request -> connected(new Dialled(request, new Dialled.On(pool, member, generation), trying)),
                failure -> failed(failure, member, generation, trying));
    }

    private UpstreamTry.Asked asked(Member member) {
        Origin origin = member.origin();
        return new UpstreamTry.Asked(method.name(), origin.toString(), origin.host(), origin.port(), forward.target(), pool.definition().name());
    }

    private Future<HttpClientRequest> request(Generation generation, Member member) {
        try {
            return generation.client(line()).request(options(member, method, connectTimeout));
        } catch (RuntimeException refused) {
            return Future.failedFuture(refused);
        }
    }

    private Line line() {
        return renewed ? Line.FRESH : line;
    }

    /** The checked address is dialled; the host is what TLS asks for, when it is a name. */
    static RequestOptions options(Member member, HttpMethod method, Duration connectTimeout) {
        Origin origin = member.origin();
        return new RequestOptions()
                .setMethod(method)
                .setSsl(origin.scheme() == Origin.Scheme.HTTPS)
                .setServer(member.address().at(origin.port()))
                .setHost(origin.host())
                .setPort(origin.port())
                .setConnectTimeout(connectTimeout.toMillis())
                .setFollowRedirects(false);
    }

    private Future<Dialled> connected(Dialled dialled) {
        pool.outliers().connected(dialled.member());
        boolean onlyHttp2 = pool.definition().protocol() == HttpVersions.HTTP_2 && line != Line.UPGRADE;
        if (onlyHttp2 && dialled.request().version() != HttpVersion.HTTP_2) {
            dialled.request().exceptionHandler(ended -> { });
            dialled.request().reset();
            dialled.trying().failed(Reason.UPSTREAM_BROKEN.code());
            dialled.release();
            return Future.failedFuture(Denial.of(Reason.UPSTREAM_BROKEN, "the upstream does not speak HTTP/2").asException());
        }
        return Future.succeededFuture(dialled);
    }

    /**
     * A pooled connection that was closed in the moment it was handed out says nothing about the endpoint: once, a new one to the same endpoint is opened instead. Nor do
     * connections that are all in use: another endpoint may have one free.
     */
    private Future<Dialled> failed(Throwable failure, Member member, Generation generation, UpstreamTry trying) {
        boolean full = Failures.isLate(failure) && generation.isFull(line(), member);
        generation.leave();
        Denial denial = full ? Denial.of(Reason.UPSTREAM_BUSY, "no connection to the upstream became free within the connect timeout") : Failures.connecting(failure);
        trying.failed(denial.reason().code());
        trying.ended();
        if (line == Line.SHARED && !renewed && Failures.isClosed(failure)) {
            renewed = true;
            return ask(member);
        }
        member.end();
        if (denial.reason() != Reason.UPSTREAM_BUSY) {
            pool.outliers().connectFailed(member);
            LOG.warnf("upstream=%s endpoint=%s event=connect-failed reason=%s detail=\"%s\"",
                    pool.definition().name(), member.label(), denial.reason().code(), denial.detail());
        }
        if (worst.filter(known -> rank(known) > rank(denial)).isEmpty()) {
            worst = Optional.of(denial);
        }
        return next();
    }

    /** What is told of several failures: that a peer was not trusted, else that one was there and busy. */
    private static int rank(Denial denial) {
        return denial.reason() == Reason.UPSTREAM_UNTRUSTED ? 2 : denial.reason() == Reason.UPSTREAM_BUSY ? 1 : 0;
    }
}
