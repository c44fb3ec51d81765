package dev.postern.waf;

import java.util.List;

/**
 * What a list of targets says of one variable: which members to look at, to count, to leave out. Equal parts of a rule set are one object, so that the rows of {@code ARGS} are made, and searched,
 * once for all rules that look at them.
 *
 * @param index   its number; parts with a live variable have one too, but their rows are not kept
 * @param lookups in the order of the rule; all of one variable
 */
record Part(int index, List<Lookup> lookups) {

    Part {
        lookups = List.copyOf(lookups);
    }

    Supply.Life life() {
        return lookups.getFirst().supply().life();
    }

    Rows rows(Transaction from) {
        Rows rows = new Rows();
        for (Lookup lookup : lookups) {
            lookup.apply(from, rows);
        }
        return rows;
    }
}
