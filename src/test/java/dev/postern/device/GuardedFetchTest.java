package dev.postern.device;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.postern.address.AddressGuard;
import dev.postern.address.Lookup;
import dev.postern.address.SystemNames;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The background asks from threads that are no event loops. There an answer may have come and gone before anybody listens, so what is asked is asked on a loop. */
class GuardedFetchTest {

    private final List<Boolean> askedOnALoop = new CopyOnWriteArrayList<>();

    /** The same object, with a note of where requests are begun. */
    private <T> T noting(Class<T> type, T real) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            if (real instanceof HttpClient && method.getName().equals("request")) {
                askedOnALoop.add(Context.isOnEventLoopThread());
            }
            try {
                Object result = method.invoke(real, arguments);
                return result instanceof HttpClient client ? noting(HttpClient.class, client) : result;
            } catch (InvocationTargetException failed) {
                throw failed.getCause();
            }
        }));
    }

    @Test
    void itAsksOnALoopWhoeverWantsIt() throws Exception {
        Vertx vertx = Vertx.vertx();
        HttpServer server = vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0)).requestHandler(request -> request.response().end("answer"))
                .listen().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        URI uri = URI.create("http://127.0.0.1:" + server.actualPort() + "/");
        try (GuardedFetch fetch = new GuardedFetch(noting(Vertx.class, vertx), new Lookup(SystemNames.of(vertx), InstantSource.system()))) {
            Fetch.Order order = new Fetch.Order(uri, AddressGuard.loopback(), Optional.empty(), 1_000, Duration.ofSeconds(20));
            for (int i = 0; i < 100; i++) {
                assertEquals("answer", new String(fetch.fetch(order).toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS), StandardCharsets.UTF_8));
            }
        }
        assertEquals(100, askedOnALoop.stream().filter(loop -> loop).count());
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
