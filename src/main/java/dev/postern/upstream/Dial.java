package dev.postern.upstream;

import dev.postern.config.UpstreamConfig.HttpVersions;
import dev.postern.exchange.Denial;
import dev.postern.exchange.Reason;
import io.vertx.core.Future;
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
 * nothing else is ever tried twice here. When all fail, a peer that was not trusted is reported before one that was not there.
 */
final class Dial {

    private static final Logger LOG = Logger.getLogger(Dial.class);

    private final Pool pool;
    private final Duration connectTimeout;
    private final Line line;
    private final HttpMethod method;
    private final List<Member> tried = new ArrayList<>(Bounds.CONNECT_ATTEMPTS);
    private Denial worst = Denial.of(Reason.UPSTREAM_UNREACHABLE, "no endpoint");

    Dial(Pool pool, Duration connectTimeout, Line line, HttpMethod method) {
        this.pool = pool;
        this.connectTimeout = connectTimeout;
        this.line = line;
        this.method = method;
    }

    /** Fails with a {@code RefusedException}. */
    Future<Dialled> connect() {
        Optional<Member> next = tried.size() < Bounds.CONNECT_ATTEMPTS ? pool.balancer().next(tried) : Optional.empty();
        return next.map(this::connect).orElseGet(() -> Future.failedFuture(worst.asException()));
    }

    private Future<Dialled> connect(Member member) {
        tried.add(member);
        Generation generation = pool.enter();
        return request(generation, member).compose(
                request -> connected(new Dialled(request, member, generation)),
                failure -> failed(failure, member, generation));
    }

    private Future<HttpClientRequest> request(Generation generation, Member member) {
        try {
            return generation.client(line).request(options(member.origin()));
        } catch (RuntimeException refused) {
            return Future.failedFuture(refused);
        }
    }

    private RequestOptions options(Origin origin) {
        return new RequestOptions()
                .setMethod(method)
                .setSsl(origin.scheme() == Origin.Scheme.HTTPS)
                .setHost(origin.host())
                .setPort(origin.port())
                .setConnectTimeout(connectTimeout.toMillis())
                .setFollowRedirects(false);
    }

    private Future<Dialled> connected(Dialled dialled) {
        dialled.member().connected();
        boolean onlyHttp2 = pool.definition().protocol() == HttpVersions.HTTP_2 && line != Line.UPGRADE;
        if (onlyHttp2 && dialled.request().version() != HttpVersion.HTTP_2) {
            dialled.request().exceptionHandler(ended -> { });
            dialled.request().reset();
            dialled.release();
            return Future.failedFuture(Denial.of(Reason.UPSTREAM_BROKEN, "the upstream does not speak HTTP/2").asException());
        }
        return Future.succeededFuture(dialled);
    }

    private Future<Dialled> failed(Throwable failure, Member member, Generation generation) {
        member.end();
        generation.leave();
        Denial denial = Failures.connecting(failure);
        if (denial.reason() == Reason.OVERLOADED) {
            return Future.failedFuture(denial.asException());
        }
        member.connectFailed();
        LOG.warnf("upstream=%s endpoint=%s event=connect-failed reason=%s detail=\"%s\"",
                pool.definition().name(), member.origin(), denial.reason().code(), denial.detail());
        if (worst.reason() != Reason.UPSTREAM_UNTRUSTED) {
            worst = denial;
        }
        return connect();
    }
}
