package dev.postern.limit;

import dev.postern.limit.Pressure.Level;
import java.util.Arrays;

/**
 * One measure of how hard pressed the gateway is, made into a {@link Level}: by the median of its last samples, so that a single pause of the collector turns nobody away, and with
 * a margin on the way down, so that it does not flicker. One thread.
 */
final class Strain {

    /** At four samples a second, two seconds. */
    static final int SAMPLES = 8;

    private static final Level[] LEVELS = Level.values();

    private final double[] samples = new double[SAMPLES];
    private final double[] thresholds;
    private final double margin;
    private int next;
    private int level;

    /**
     * @param thresholds from where on each level but the first holds, rising
     * @param margin     the share of a threshold below which its level is left again
     */
    Strain(double[] thresholds, double margin) {
        if (thresholds.length != LEVELS.length - 1) {
            throw new IllegalArgumentException("one threshold for each level");
        }
        this.thresholds = thresholds.clone();
        this.margin = margin;
    }

    Level sample(double value) {
        samples[next] = value;
        next = (next + 1) % SAMPLES;
        double[] sorted = samples.clone();
        Arrays.sort(sorted);
        double median = sorted[SAMPLES / 2];
        while (level < thresholds.length && median >= thresholds[level]) {
            level++;
        }
        while (level > 0 && median < thresholds[level - 1] * margin) {
            level--;
        }
        return LEVELS[level];
    }
}
