package dev.postern.soak;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * Load of every kind on the packaged gateway for minutes, while everything it rests on is changed, killed and started again. Every answer is looked at. {@code bench/soak} starts
 * it; exits 1 when anything is not explained.
 */
final class Soak {

    private static final int SIGTERM = 143;
    private static final double SHARE = 0.7;
    private static final int AT_ONCE_TO_WARM = 6;
    private static final int AT_ONCE_TO_MEASURE = 32;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Ledger ledger = new Ledger();
    private final Absences absences = new Absences();
    private final Asker asker = new Asker(ledger, absences);
    private final Duration time;
    private final Stage stage;
    private final Vitals vitals;
    private double possible;

    private Soak(Path dir, String kind, Duration time) throws Exception {
        this.time = time;
        this.stage = new Stage(dir, kind, vertx);
        this.vitals = new Vitals(stage);
    }

    public static void main(String[] arguments) throws Exception {
        Duration time = Duration.ofSeconds(Math.round(Double.parseDouble(arguments[0]) * 60));
        Path dir = Files.createTempDirectory("postern-soak");
        Soak soak = new Soak(dir, arguments[1], time);
        boolean good = false;
        try {
            good = soak.run();
        } finally {
            soak.stage.close();
            soak.vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
            if (good && System.getenv("BENCH_KEEP") == null) {
                try (var files = Files.walk(dir)) {
                    files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
                }
            } else {
                System.out.println("kept: " + dir);
            }
        }
        System.exit(good ? 0 : 1);
    }

    private boolean run() throws Exception {
        stage.startGateway();
        Clients clients = new Clients(vertx, stage);
        Mix mix = new Mix(vertx, stage, asker, clients);
        Load load = new Load(vertx, mix);
        HeldStreams streams = new HeldStreams(vertx, asker, clients, mix.bearer("alice"));
        onLoop(mix::first);
        onLoop(() -> {
            streams.open();
            return Future.succeededFuture();
        });
        Duration learning = time.toMinutes() < 5 ? Duration.ofSeconds(40) : Duration.ofMinutes(1);
        onLoop(() -> load.measure(AT_ONCE_TO_WARM, learning));
        possible = onLoop(() -> load.measure(AT_ONCE_TO_MEASURE, learning));
        onLoop(load::settle);
        System.out.printf("possible at this time on this machine: %.0f exchanges/s; %.0f %% of it for %d s%n", possible, SHARE * 100, time.toSeconds());
        Troubles troubles = new Troubles(stage, absences, what -> vertx.runOnContext(go -> ledger.fault(what)));
        long ended = load.ended();
        troubles.start();
        Future<Void> paced = start(() -> load.pace(possible * SHARE, time));
        watch(paced, load, troubles);
        long done = load.ended() - ended;
        troubles.stop();
        onLoop(load::settle);
        Thread.sleep(Absences.AFTERMATH);
        onLoop(() -> {
            streams.end();
            mix.tooManyAdmitted(absences.count(Part.REDIS)).ifPresent(ledger::fault);
            return Future.succeededFuture();
        });
        Thread.sleep(1_000);
        return report(troubles, load, done);
    }

    private <T> Future<T> start(Callable<Future<T>> what) {
        return Future.future(promise -> vertx.runOnContext(go -> {
            try {
                what.call().onComplete(promise);
            } catch (Exception failed) {
                promise.fail(failed);
            }
        }));
    }

    private <T> T onLoop(Callable<Future<T>> what) throws Exception {
        return start(what).toCompletionStage().toCompletableFuture().get(10, TimeUnit.MINUTES);
    }

    /** A line and a look at the process from time to time. */
    private void watch(Future<Void> paced, Load load, Troubles troubles) throws Exception {
        long from = System.nanoTime();
        for (int tenth = 1; tenth <= Vitals.PARTS; tenth++) {
            while (System.nanoTime() - from < time.toNanos() / Vitals.PARTS * tenth && stage.alive()) {
                vitals.sample();
                Thread.sleep(1_000);
            }
            if (!stage.alive()) {
                throw new IllegalStateException("the gateway has died: " + Files.readString(stage.dir.resolve("gateway.log")));
            }
            vitals.endTenth();
            System.out.println(onLoop(() -> Future.succeededFuture(progress(from, load, troubles))));
        }
        paced.toCompletionStage().toCompletableFuture().get(1, TimeUnit.MINUTES);
    }

    private String progress(long from, Load load, Troubles troubles) {
        Vitals.Tenth now = vitals.tenths().getLast();
        return "%5d s  %d exchanges, %d excused, %d changes, %d kills, %d under way, %d held back; %d MB, live %d MB, %d descriptors; faults %s".formatted(
                (System.nanoTime() - from) / 1_000_000_000, ledger.done(), ledger.excused(), troubles.changes(), kills(), load.underWay(), load.heldBack(),
                now.residentMb(), now.live(), now.descriptors(), ledger.faults());
    }

    private long kills() {
        return java.util.Arrays.stream(Part.values()).mapToLong(absences::count).sum();
    }

    private boolean report(Troubles troubles, Load load, long done) throws Exception {
        List<String> faults = new ArrayList<>();
        int exit = stage.terminate();
        if (exit != SIGTERM) {
            faults.add("the gateway ended with " + exit);
        }
        Trail.Agreement agreement = Trail.compare(stage.dir.resolve("audit"), ledger);
        Process verify = new ProcessBuilder("bin/postern", "verify-log", stage.dir.resolve("audit").toString()).redirectErrorStream(true).start();
        String verdict = new String(verify.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).strip();
        if (verify.waitFor() != 0) {
            faults.add("verify-log: " + verdict);
        }
        ledger.unended().ifPresent(faults::add);
        ledger.faults().forEach((what, times) -> faults.add(times + " × " + what));
        faults.addAll(agreement.faults().keySet());
        boolean judged = time.toMinutes() >= Vitals.JUDGED_FROM_MINUTES;
        if (judged) {
            faults.addAll(vitals.grown());
        }
        new Report(System.out).print(ledger, vitals, agreement, List.of(
                "%d s at %.0f of %.0f exchanges/s possible (reached %.0f/s, %d held back)".formatted(time.toSeconds(), possible * SHARE, possible, done / (double) time.toSeconds(), load.heldBack()),
                "%d changes taken up under load; killed and started again: one of two endpoints %d times, the only endpoint %d times, Redis %d times".formatted(troubles.changes(),
                        absences.count(Part.ENDPOINT), absences.count(Part.ALONE), absences.count(Part.REDIS)),
                "SIGTERM: exit " + exit, "verify-log: " + verdict, judged ? Vitals.RULE : "memory and descriptors are not judged in a run this short"), faults);
        return faults.isEmpty();
    }
}
