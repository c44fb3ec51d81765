package dev.postern.blackbox;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Some requests under way on each client at any time; the upstream must answer each with its path. Where one fails, no further one is sent. */
final class SteadyRequests {

    private static final int AT_ONCE = 8;
    private static final int PATIENCE_SECONDS = 60;

    private final List<HttpClient> clients;
    private final Phaser underWay = new Phaser(1);
    private final AtomicInteger asked = new AtomicInteger();
    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private final Map<String, String> failed = new ConcurrentHashMap<>();
    private volatile boolean going = true;

    SteadyRequests(HttpClient... clients) {
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
        String path = "/request-" + asked.incrementAndGet();
        client.request(HttpMethod.GET, path)
                .compose(request -> request.send()).compose(response -> response.body().compose(body -> response.statusCode() == 200 && body.toString().equals(path)
                        ? Future.succeededFuture() : Future.failedFuture(response.statusCode() + " " + body)))
                .onComplete(done -> {
                    if (done.succeeded()) {
                        answered.add(path);
                    } else {
                        failed.put(path, String.valueOf(done.cause()));
                    }
                    if (going && done.succeeded()) {
                        ask(client);
                    } else {
                        underWay.arriveAndDeregister();
                    }
                });
    }

    /** Waits until so many have been answered. */
    void until(int count) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (answered.size() < count) {
            if (System.nanoTime() > deadline || !failed.isEmpty()) {
                throw new AssertionError(answered.size() + " answered; " + failed);
            }
            Thread.sleep(10);
        }
    }

    /** Until every request under way has had its answer, or has failed. */
    void stop() throws Exception {
        going = false;
        underWay.awaitAdvanceInterruptibly(underWay.arrive(), PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    Set<String> answered() {
        return Set.copyOf(answered);
    }

    int failures() {
        return failed.size();
    }

    Map<String, String> failed() {
        return new TreeMap<>(failed);
    }
}
