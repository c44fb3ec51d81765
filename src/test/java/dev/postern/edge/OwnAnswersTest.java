package dev.postern.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.IngressConfig.Timeouts;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Exchanges whose answer the gateway's own pages write on the bare request. */
class OwnAnswersTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(400);

    private static EdgeLab.Behind page(java.util.function.Function<io.vertx.core.http.HttpServerRequest, Future<Void>> page) {
        return (downstream, facts, answers) -> downstream.answeredBy(page).onFailure(failure -> answers.fail(downstream, failure));
    }

    /** Whoever has not even signed in must not hold a connection by asking for a page and reading none of it. */
    @Test
    void aPageThatNobodyReadsIsCut() {
        Timeouts times = new Timeouts(LONG, LONG, SHORT, LONG, LONG);
        try (EdgeLab lab = new EdgeLab(page(request -> request.response().end(Buffer.buffer(new byte[200_000]))), EdgeLab.Config.standard().with(times))) {
            EdgeLab.await(lab.http2().request(DeadlinesTest.options(lab)).compose(HttpClientRequest::send).onSuccess(HttpClientResponse::pause));
            EdgeLab.eventually(() -> lab.closings.equals(List.of(Closing.ENDED)));
        }
    }

    @Test
    void aPageThatIsReadIsComplete() {
        try (EdgeLab lab = new EdgeLab(page(request -> request.response().end("page")))) {
            for (var client : List.of(lab.http2(), lab.http1())) {
                assertEquals("page", EdgeLab.await(client.request(DeadlinesTest.options(lab)).compose(HttpClientRequest::send).compose(HttpClientResponse::body)).toString());
            }
            EdgeLab.eventually(() -> lab.closings.equals(List.of(Closing.COMPLETED, Closing.COMPLETED)));
        }
    }

    /** As refusals do: nobody in between is to see the next request in clear. */
    @Test
    void ourPagesAskForTls() {
        try (EdgeLab lab = new EdgeLab(page(request -> request.response().end("page")))) {
            assertEquals(Answers.HSTS, EdgeLab.await(lab.http1().request(DeadlinesTest.options(lab)).compose(HttpClientRequest::send)).getHeader("strict-transport-security"));
        }
    }

    @Test
    void aPageThatFailsIsRefusedAtLeisure() {
        Timeouts times = new Timeouts(LONG, LONG, SHORT, LONG, LONG);
        try (EdgeLab lab = new EdgeLab(page(request -> Future.failedFuture("no page")), EdgeLab.Config.standard().with(times))) {
            assertEquals(500, EdgeLab.await(lab.http2().request(DeadlinesTest.options(lab)).compose(HttpClientRequest::send)).statusCode());
            EdgeLab.eventually(() -> lab.closings.equals(List.of(Closing.COMPLETED)));
        }
    }

    /** A body that is set flowing and that nobody takes is not kept. */
    @Test
    void aBodyThatNobodyAskedForIsNotGathered() throws Exception {
        CompletableFuture<Throwable> failed = new CompletableFuture<>();
        EdgeLab.Behind behind = (downstream, facts, answers) -> {
            downstream.body(Long.MAX_VALUE).exceptionHandler(failed::complete);
            downstream.answeredBy(request -> {
                request.resume();
                return Promise.<Void>promise().future();
            });
        };
        try (EdgeLab lab = new EdgeLab(behind)) {
            HttpClientRequest upload = EdgeLab.await(lab.http2().request(DeadlinesTest.options(lab).setMethod(HttpMethod.POST))).setChunked(true);
            upload.write(Buffer.buffer(new byte[60_000]));
            upload.write(Buffer.buffer(new byte[60_000]));
            assertTrue(failed.get(9, TimeUnit.SECONDS) instanceof IllegalStateException);
        }
    }
}
