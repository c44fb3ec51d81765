package dev.postern.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both ends of real connections, whose peers offer to keep more than we want to. */
class EncoderTableTest {

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close();
    }

    /** How large the tables of server and client are once each has heard the other's offer. */
    private record Sizes(long server, long client) {}

    private Sizes offering(long bytes) throws Exception {
        Http2Settings settings = new Http2Settings().setHeaderTableSize(bytes);
        CompletableFuture<HttpConnection> accepted = new CompletableFuture<>();
        CompletableFuture<HttpConnection> dialled = new CompletableFuture<>();
        HttpServer server = await(vertx.createHttpServer(new HttpServerOptions().setInitialSettings(settings)).connectionHandler(connection -> {
            EncoderTable.bound(connection);
            accepted.complete(connection);
        }).requestHandler(request -> request.response().end()).listen(0, "127.0.0.1"));
        HttpClient client = vertx.httpClientBuilder().with(new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2).setHttp2ClearTextUpgrade(false).setInitialSettings(settings))
                .withConnectHandler(connection -> {
                    EncoderTable.bound(connection);
                    dialled.complete(connection);
                }).build();
        for (int i = 0; i < 2; i++) {
            assertEquals(200, await(client.request(HttpMethod.GET, server.actualPort(), "127.0.0.1", "/").compose(request -> request.send())).statusCode());
        }
        return new Sizes(size(accepted.get(10, TimeUnit.SECONDS)), size(dialled.get(10, TimeUnit.SECONDS)));
    }

    private static long size(HttpConnection connection) {
        return ((ConnectionBase) connection).channel().pipeline().get(Http2ConnectionHandler.class).encoder().configuration().headersConfiguration().maxHeaderTableSize();
    }

    private static <T> T await(io.vertx.core.Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(longs = {4_097, 1 << 20, 0xffffffffL})
    void whatIsOfferedBeyondTheBoundIsNotUsed(long offered) throws Exception {
        assertEquals(new Sizes(EncoderTable.MAX_BYTES, EncoderTable.MAX_BYTES), offering(offered));
    }

    @Test
    void aPeerThatKeepsLessIsNotSentMore() throws Exception {
        assertEquals(new Sizes(100, 100), offering(100));
        assertEquals(new Sizes(0, 0), offering(0));
    }
}
