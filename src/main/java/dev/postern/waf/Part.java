package dev.postern.waf;

import dev.postern.seclang.Variable;
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
        for (int i = 0; i < lookups.size(); i++) {
            lookups.get(i).apply(from, rows);
        }
        return rows;
    }

    /** The row of the one member that it stands for. */
    Row member(Cell value) {
        Lookup only = lookups.getFirst();
        return Row.of(only.supply(), ((Keys.Named) only.keys()).name(), value);
    }

    /** Where the one TX variable that it stands for is kept; −1 when it stands for something else. */
    int txSlot() {
        Lookup first = lookups.getFirst();
        boolean one = lookups.size() == 1 && first.supply().variable() == Variable.TX && first.role() == Lookup.Role.LOOK;
        return one && first.keys() instanceof Keys.Named named ? named.slot() : -1;
    }
}
