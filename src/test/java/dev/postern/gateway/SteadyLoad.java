package dev.postern.gateway;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Some requests under way on each client at any time, every answer looked at: the upstream must have said the path and the body. */
final class SteadyLoad {

    private static final int AT_ONCE = 2;

    private final MultiMap headers;
    private final List<HttpClient> clients;
    private final Phaser underWay = new Phaser(1);
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean going = true;

    SteadyLoad(Map<String, String> headers, HttpClient... clients) {
        this.headers = MultiMap.caseInsensitiveMultiMap().addAll(headers);
        this.clients = List.of(clients);
    }

    void start() {
        for (HttpClient client : clients) {
            for (int i = 0; i < AT_ONCE; i++) {
                underWay.register();
                ask(client);
            }
        }
    }

    private void ask(HttpClient client) {
        int number = asked.incrementAndGet();
        boolean post = number % 2 == 0;
        String body = post ? "+" + number : "";
        String path = "/request-" + number;
        Call.start(client, post ? HttpMethod.POST : HttpMethod.GET, path, headers, Buffer.buffer(body)).onComplete(done -> {
            if (done.failed()) {
                failures.add(path + ": " + done.cause());
            } else if (done.result().status() != 200 || !done.result().body().toString().equals(path + body)) {
                failures.add(path + ": " + done.result().status() + ' ' + done.result().body());
            }
            answered.incrementAndGet();
            if (going && !failed()) {
                ask(client);
            } else {
                underWay.arriveAndDeregister();
            }
        });
    }

    int answered() {
        return answered.get();
    }

    boolean failed() {
        return !failures.isEmpty();
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    /** Until every request under way is answered. */
    void stop() throws Exception {
        going = false;
        underWay.awaitAdvanceInterruptibly(underWay.arrive(), Lab.PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
