package dev.postern.waf;

import dev.postern.seclang.Variable;
import java.util.Arrays;

/** The rows of one transaction that hold until more of the message is fed in: each part of a target list is looked up once, for all rules that have it. */
final class RowMemory {

    private static final int VARIABLES = Variable.values().length;

    private final Transaction transaction;
    private final Rows[] byPart;
    private final long[][] byView;
    private final Rows[] byVariable = new Rows[VARIABLES];

    RowMemory(Transaction transaction, int parts, int views) {
        this.transaction = transaction;
        this.byPart = new Rows[parts];
        this.byView = new long[views][];
    }

    void forget() {
        Arrays.fill(byPart, null);
        Arrays.fill(byView, null);
        Arrays.fill(byVariable, null);
    }

    Rows rows(Part part) {
        if (part.life() == Supply.Life.LIVE) {
            return part.rows(transaction);
        }
        Rows known = byPart[part.index()];
        if (known == null) {
            known = part.rows(transaction);
            byPart[part.index()] = known;
        }
        return known;
    }

    /** What patterns the values of a list of targets hold; not to be changed. */
    long[] hits(Glance.View view) {
        long[] known = byView[view.index()];
        if (known == null) {
            known = view.gather(transaction);
            byView[view.index()] = known;
        }
        return known;
    }

    /** All rows of a variable. */
    Rows all(Supply variable) {
        Rows known = byVariable[variable.variable().ordinal()];
        if (known == null) {
            known = new Rows();
            variable.source().fill(variable, transaction, known);
            if (variable.life() == Supply.Life.STABLE) {
                byVariable[variable.variable().ordinal()] = known;
            }
        }
        return known;
    }
}
