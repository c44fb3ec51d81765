package dev.postern.upstream;

import dev.postern.config.UpstreamConfig.HealthConfig;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.HostAndPort;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** One question after the health of one endpoint, over the same mutual TLS as requests, on a connection that is closed after it. */
final class HealthCheck {

    private final Pool pool;
    private final Member member;
    private final HealthConfig config;

    HealthCheck(Pool pool, Member member, HealthConfig config) {
        this.pool = pool;
        this.member = member;
        this.config = config;
    }

    /** Fails when the endpoint is not well, and when it does not say so in time. */
    Future<Void> ask() {
        Generation generation = pool.generations().enter();
        return Future.succeededFuture()
                .compose(now -> generation.client(Line.CHECK).request(Dial.options(member, HttpMethod.GET, config.timeout())))
                .compose(this::asked)
                .timeout(config.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .onComplete(done -> generation.leave());
    }

    private Future<Void> asked(HttpClientRequest request) {
        request.exceptionHandler(ended -> { }); // a request that has been answered takes no handler any more
        Future<Void> answer = config.path().map(path -> answer(request, path)).orElseGet(Future::succeededFuture);
        return answer.timeout(config.timeout().toMillis(), TimeUnit.MILLISECONDS).onComplete(done -> {
            request.reset();
            request.connection().close();
        });
    }

    private Future<Void> answer(HttpClientRequest request, String path) {
        request.setURI(path).authority(HostAndPort.create(member.origin().bracketedHost(), member.origin().port())).putHeader("User-Agent", "postern-health");
        return request.send().compose(response -> {
            response.exceptionHandler(ended -> { }); // by ourselves, in the middle of its body: without a handler each check would be an error in the log
            return response.statusCode() / 100 == 2 ? Future.succeededFuture() : Future.failedFuture(new IOException("the health check was answered with " + response.statusCode()));
        });
    }
}
