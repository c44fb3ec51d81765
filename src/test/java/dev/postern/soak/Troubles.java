package dev.postern.soak;

import java.time.Duration;

/** What happens to the gateway meanwhile: everything that can change is changed, what it rests on is killed and started again. Two threads of its own, which block. */
final class Troubles {

    static final Duration BETWEEN_CHANGES = Duration.ofSeconds(5);
    static final Duration BETWEEN_KILLS = Duration.ofSeconds(20);
    static final Duration AWAY = Duration.ofSeconds(3);

    private final Stage stage;
    private final Absences absences;
    private final java.util.function.Consumer<String> fault;
    private volatile boolean going = true;
    private final java.util.concurrent.atomic.AtomicInteger changes = new java.util.concurrent.atomic.AtomicInteger();
    private Thread changing;
    private Thread killing;

    Troubles(Stage stage, Absences absences, java.util.function.Consumer<String> fault) {
        this.stage = stage;
        this.absences = absences;
        this.fault = fault;
    }

    void start() {
        changing = Thread.ofPlatform().name("changing").start(() -> repeat(BETWEEN_CHANGES, this::change));
        killing = Thread.ofPlatform().name("killing").start(() -> repeat(BETWEEN_KILLS, this::kill));
    }

    /** The last change and the last kill are seen to their end. */
    void stop() throws InterruptedException {
        going = false;
        changing.join();
        killing.join();
    }

    int changes() {
        return changes.get();
    }

    private interface Trouble {
        void make(int number) throws Exception;
    }

    private void repeat(Duration between, Trouble trouble) {
        try {
            for (int number = 1; going; number++) {
                long due = System.nanoTime() + between.toNanos();
                while (going && System.nanoTime() < due) {
                    Thread.sleep(100);
                }
                if (going) {
                    trouble.make(number);
                }
            }
        } catch (Exception | AssertionError failed) {
            fault.accept("troubles ended: " + failed);
        }
    }

    private void change(int number) throws Exception {
        double before = stage.metric("postern_reloads_total{outcome=\"taken\"");
        switch (number % 5) {
            case 0 -> stage.certificates.ingress();
            case 1 -> stage.certificates.gateway();
            case 2 -> stage.certificates.further(number);
            case 3 -> stage.certificates.lost(number);
            default -> stage.configure(number);
        }
        Stage.until("change " + number + " to be taken up", () -> stage.metric("postern_reloads_total{outcome=\"taken\"") > before);
        changes.incrementAndGet();
    }

    private void kill(int number) throws Exception {
        switch (number % 4) {
            case 1 -> away(Part.ENDPOINT, "pair-1");
            case 2 -> away(Part.ALONE, "alone");
            case 3 -> away(Part.ENDPOINT, "pair-2");
            default -> redis();
        }
    }

    private void away(Part part, String upstream) throws Exception {
        absences.gone(part);
        stage.kill(upstream);
        Thread.sleep(AWAY);
        stage.start(upstream);
        absences.back(part);
    }

    private void redis() throws Exception {
        absences.gone(Part.REDIS);
        stage.redis.kill();
        Thread.sleep(AWAY);
        stage.redis.start();
        Stage.until("Redis to be used again", () -> stage.metric("postern_shared_state_up") == 1);
        absences.back(Part.REDIS);
    }
}
