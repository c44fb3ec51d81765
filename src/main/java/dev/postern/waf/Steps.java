package dev.postern.waf;

import java.util.Arrays;

/** A chain of transformations as indices into the rule set's table of those it uses. Two equal chains are one object. */
final class Steps {

    private final int[] ids;
    private final long touches;

    /** @param touches {@code Kinds} of octets of which a value must have one if any step is to change it */
    Steps(int[] ids, long touches) {
        this.ids = ids.clone();
        this.touches = touches;
    }

    long touches() {
        return touches;
    }

    /** Not to be changed. */
    int[] ids() {
        return ids;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Steps steps && Arrays.equals(ids, steps.ids);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(ids);
    }
}
