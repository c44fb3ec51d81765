package dev.postern.waf;

import dev.postern.seclang.Variable;
import java.util.List;

/**
 * What a list of targets says of one variable: which members to look at, to count, to leave out. Equal parts of a rule set are one object, so that the rows of {@code ARGS} are made, and searched,
 * once for all rules that look at them.
 *
 * @param index   its number; parts with a live variable have one too, but their rows are not kept
 * @param life    of the variable's rows
 * @param lookups in the order of the rule; all of one variable
 */
record Part(int index, Supply.Life life, List<Lookup> lookups) {

    Part {
        lookups = List.copyOf(lookups);
    }

    Rows rows(Transaction from) {
        Rows rows = new Rows();
        for (int i = 0; i < lookups.size(); i++) {
            lookups.get(i).apply(from, rows);
        }
        return rows;
    }

    /** The row of the one member, or of its count, that it stands for. */
    Row member(Cell value) {
        Lookup only = lookups.getFirst();
        return new Row(only.supply(), ((Keys.Named) only.keys()).name(), value, only.role() == Lookup.Role.COUNT ? Row.Use.COUNT_OF_KEY : Row.Use.VALUE);
    }

    /** Whether these are what the rule has matched before. */
    boolean isMatched() {
        Variable variable = lookups.getFirst().supply().variable();
        return variable == Variable.MATCHED_VARS || variable == Variable.MATCHED_VARS_NAMES;
    }

    /** The one TX variable that it stands for. */
    TxTarget tx() {
        return lookups.size() == 1 ? lookups.getFirst().tx() : TxTarget.NONE;
    }
}
