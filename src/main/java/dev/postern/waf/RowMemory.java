package dev.postern.waf;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The rows of one transaction that hold until more of the message is fed in: each part of a target list is looked up once, for all rules that have it. */
final class RowMemory {

    private final Transaction transaction;
    private final Rows[] byPart;
    private final Map<Supply, Rows> byVariable = new HashMap<>();

    RowMemory(Transaction transaction, int parts) {
        this.transaction = transaction;
        this.byPart = new Rows[parts];
    }

    void forget() {
        Arrays.fill(byPart, null);
        byVariable.clear();
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

    /** All rows of a variable. */
    Rows all(Supply variable) {
        Rows known = byVariable.get(variable);
        if (known == null) {
            known = new Rows();
            variable.source().fill(variable, transaction, known);
            if (variable.life() == Supply.Life.STABLE) {
                byVariable.put(variable, known);
            }
        }
        return known;
    }
}
