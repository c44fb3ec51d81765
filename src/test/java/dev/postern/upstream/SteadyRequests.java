package dev.postern.upstream;

import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** So many requests under way at any time, every third one a POST; every answer is looked at: the app must have said the path and the body. */
final class SteadyRequests {

    /** One that was not answered. */
    record Failure(int number, Reason reason, String detail) {

        boolean isPost() {
            return number % 3 == 0;
        }
    }

    private final Lab lab;
    private final Forwarder forwarder;
    private final int atOnce;
    private final Phaser underWay = new Phaser(1);
    private final AtomicInteger asked = new AtomicInteger();
    private final ConcurrentMap<String, AtomicInteger> answered = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Failure> failures = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
    private volatile boolean going = true;

    SteadyRequests(Lab lab, Forwarder forwarder, int atOnce) {
        this.lab = lab;
        this.forwarder = forwarder;
        this.atOnce = atOnce;
    }

    SteadyRequests start() {
        for (int i = 0; i < atOnce; i++) {
            underWay.register();
            ask();
        }
        return this;
    }

    private void ask() {
        int number = asked.incrementAndGet();
        String path = "/" + number;
        String body = number % 3 == 0 ? "+" + number : "";
        lab.onLoop(() -> forwarder.forward(lab.permit(), request(path, body)).compose(Lab::read)).onComplete(done -> {
            if (done.failed()) {
                failures.add(failure(number, done.cause()));
            } else if (done.result().status() != 200 || !done.result().text().equals(path + body)) {
                wrong.add(path + ": " + done.result().status() + ' ' + done.result().text());
            } else {
                answered.computeIfAbsent(done.result().response().endpoint(), first -> new AtomicInteger()).incrementAndGet();
            }
            if (going) {
                lab.vertx.setTimer(1, soon -> ask()); // who is refused at once asks again no faster than this
            } else {
                underWay.arriveAndDeregister();
            }
        });
    }

    private static ForwardRequest request(String path, String body) {
        return body.isEmpty() ? Lab.get(path) : Lab.request("POST", path, new RequestBody.Sized(new Source(Buffer.buffer(body), 1), body.length()));
    }

    private static Failure failure(int number, Throwable cause) {
        return cause instanceof RefusedException refused ? new Failure(number, refused.denial().reason(), refused.denial().detail())
                : new Failure(number, Reason.INTERNAL, cause.toString());
    }

    int asked() {
        return asked.get();
    }

    int answeredBy(String endpoint) {
        AtomicInteger count = answered.get(endpoint);
        return count == null ? 0 : count.get();
    }

    int answered() {
        return answered.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    Map<String, AtomicInteger> byEndpoint() {
        return answered;
    }

    List<Failure> failures() {
        return List.copyOf(failures);
    }

    List<String> wrong() {
        return List.copyOf(wrong);
    }

    /** Lets what is due be done, as the gateway does each second, until something has come about by itself. */
    void until(String what, java.util.function.BooleanSupplier done) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited in vain for " + what + "; failures: " + failures + ", answered: " + answered);
            }
            lab.sweep();
            Lab.await(Future.future(soon -> lab.vertx.setTimer(20, due -> soon.complete())));
        }
    }

    /** Until so many more have been answered. */
    void more(int requests) {
        int before = answered();
        until(requests + " more answers", () -> answered() >= before + requests);
    }

    /** Until every request under way is over. */
    void stop() throws Exception {
        going = false;
        underWay.awaitAdvanceInterruptibly(underWay.arrive(), 60, TimeUnit.SECONDS);
    }
}
