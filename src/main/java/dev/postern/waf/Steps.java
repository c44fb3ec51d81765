package dev.postern.waf;

import java.util.Arrays;

/** A chain of transformations as indices into the rule set's table of those it uses. Two equal chains are one object. */
final class Steps {

    private final int[] ids;

    Steps(int[] ids) {
        this.ids = ids.clone();
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
