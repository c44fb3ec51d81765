package dev.postern.waf;

import dev.postern.transformation.Transformation;
import java.util.List;

/** The transformations a rule set uses, by number. */
final class StepTable {

    private final Transformation[] steps;
    private final long[] touches;

    StepTable(List<Transformation> steps) {
        this.steps = steps.toArray(Transformation[]::new);
        this.touches = steps.stream().mapToLong(Transformation::touches).toArray();
    }

    int size() {
        return steps.length;
    }

    byte[] apply(int id, byte[] in) {
        return steps[id].apply(in);
    }

    /** {@code Kinds} of octets of which a value must have one if step {@code id} is to change it. */
    long touches(int id) {
        return touches[id];
    }

    /** The same of a chain. */
    long touches(int[] ids) {
        long any = 0;
        for (int id : ids) {
            any |= touches[id];
        }
        return any;
    }
}
