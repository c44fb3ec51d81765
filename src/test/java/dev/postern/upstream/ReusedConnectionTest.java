package dev.postern.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.postern.config.UpstreamConfig.HttpVersions;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection of HTTP/1.1 is free as soon as the end of an answer has come over it, read or not: whoever gives the answer up then must leave it alone. */
class ReusedConnectionTest {

    private static final int KIB = 1 << 10;

    private final Lab lab = new Lab();
    private final Context loop = lab.vertx.getOrCreateContext();
    private final Promise<HttpServerRequest> posted = Promise.promise();
    private final Promise<Void> gone = Promise.promise();

    @BeforeEach
    void oneConnection() {
        lab.protocol = HttpVersions.HTTP_1_1;
        lab.connections = 1;
    }

    @AfterEach
    void close() {
        lab.close();
    }

    private <T> Future<T> onLoop(Supplier<Future<T>> call) {
        Promise<T> result = Promise.promise();
        loop.runOnContext(here -> call.get().onComplete(result));
        return result.future();
    }

    private UpstreamStatus.EndpointStatus endpoint() {
        return lab.upstreams.status().getFirst().endpoints().getFirst();
    }

    private ForwardRequest untilGone() {
        return Lab.request(Lab.facts("GET", MultiMap.caseInsensitiveMultiMap()), "/", new RequestBody.None(), gone.future());
    }

    private Future<Lab.Answer> post(Forwarder forwarder) {
        return onLoop(() -> forwarder.forward(lab.permit(), Lab.request("POST", "/", new RequestBody.None())).compose(Lab::read));
    }

    private void clientGoes() {
        Lab.await(onLoop(() -> {
            gone.complete();
            return Future.succeededFuture();
        }));
    }

    private Forwarder answering(int bytes) {
        return lab.forwarder(lab.app(request -> {
            if (request.method().name().equals("POST")) {
                posted.complete(request);
            } else {
                request.response().end(Buffer.buffer(new byte[bytes]));
            }
        }));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 64 * KIB, 80 * KIB, 96 * KIB, 112 * KIB, 128 * KIB})
    void whoLeavesAnAnswerUnreadDoesNotEndWhatFollowsIt(int bytes) {
        Forwarder forwarder = answering(bytes);
        Lab.await(onLoop(() -> forwarder.forward(lab.permit(), untilGone())));
        Future<Lab.Answer> second = post(forwarder);
        HttpServerRequest request = Lab.await(posted.future());
        clientGoes();
        lab.until(() -> endpoint().open() == 1);
        Lab.await(Future.future(soon -> lab.vertx.setTimer(100, due -> soon.complete()))); // a cut would have arrived
        request.response().end("posted");
        assertEquals("posted", Lab.await(second).text());
        assertEquals(0, endpoint().counts().failures());
        assertEquals(1, endpoint().connections());
    }

    /** What is still to come would be met by the next. */
    @Test
    void whatHasNotComeWholeIsCut() {
        Forwarder forwarder = answering(4 << 20);
        Lab.await(onLoop(() -> forwarder.forward(lab.permit(), untilGone())));
        Future<Lab.Answer> second = post(forwarder);
        lab.until(() -> endpoint().open() == 2);
        clientGoes();
        Lab.await(posted.future()).response().end("posted");
        assertEquals("posted", Lab.await(second).text());
        lab.until(() -> endpoint().open() == 0);
    }
}
