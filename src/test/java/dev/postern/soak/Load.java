package dev.postern.soak;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How fast exchanges are begun: first as many as there are places, to learn what is possible, then a fixed number a second. On the driver's event loop. */
final class Load {

    private static final int MEASURES = 8;
    private static final int AT_MOST = 400;
    private static final long BEAT_MILLIS = 5;

    private final Vertx vertx;
    private final Mix mix;
    private int underWay;
    private long ended;
    private long heldBack;

    Load(Vertx vertx, Mix mix) {
        this.vertx = vertx;
        this.mix = mix;
    }

    /** Exchanges a second that were ended while there were always so many under way: in the best eighth of that time. */
    Future<Double> measure(int atOnce, Duration time) {
        Promise<Double> rate = Promise.promise();
        boolean[] going = {true};
        for (int i = 0; i < atOnce; i++) {
            again(going);
        }
        List<Double> rates = new ArrayList<>();
        long[] last = {ended, System.nanoTime()};
        vertx.setPeriodic(time.toMillis() / MEASURES, beat -> {
            rates.add((ended - last[0]) / ((System.nanoTime() - last[1]) / 1e9));
            last[0] = ended;
            last[1] = System.nanoTime();
            if (rates.size() == MEASURES) {
                vertx.cancelTimer(beat);
                going[0] = false;
                rate.complete(Collections.max(rates));
            }
        });
        return rate.future();
    }

    private void again(boolean[] going) {
        begin().onComplete(done -> {
            if (going[0]) {
                vertx.runOnContext(next -> again(going));
            }
        });
    }

    private Future<?> begin() {
        underWay++;
        return mix.one().onComplete(done -> {
            underWay--;
            ended++;
        });
    }

    /** Begins so many a second for that time, never more than some hundred at once; what is then owed is not begun later. */
    Future<Void> pace(double perSecond, Duration time) {
        Promise<Void> over = Promise.promise();
        long from = System.nanoTime();
        double[] begun = {0};
        vertx.setPeriodic(BEAT_MILLIS, beat -> {
            double seconds = (System.nanoTime() - from) / 1e9;
            while (begun[0] < seconds * perSecond && underWay < AT_MOST) {
                begun[0]++;
                begin();
            }
            double owed = Math.floor(seconds * perSecond - begun[0]);
            if (owed > 0) {
                heldBack += (long) owed;
                begun[0] += owed;
            }
            if (seconds >= time.toNanos() / 1e9) {
                vertx.cancelTimer(beat);
                over.complete();
            }
        });
        return over.future();
    }

    /** Until nothing is under way. */
    Future<Void> settle() {
        Promise<Void> over = Promise.promise();
        vertx.setPeriodic(50, beat -> {
            if (underWay == 0) {
                vertx.cancelTimer(beat);
                over.complete();
            }
        });
        return over.future();
    }

    int underWay() {
        return underWay;
    }

    long ended() {
        return ended;
    }

    long heldBack() {
        return heldBack;
    }
}
