package dev.postern.waf;

import dev.postern.seclang.Variable;

/** One target of a rule: a variable, which of its members, and what they are for. */
record Lookup(Supply supply, Keys keys, Role role) {

    enum Role { LOOK, COUNT, EXCLUDE }

    /** Puts what it stands for into {@code rows}, or takes it out. */
    void apply(Transaction from, Rows rows) {
        switch (role) {
            case LOOK -> select(from, rows);
            case COUNT -> count(from, rows);
            case EXCLUDE -> rows.removeIf(this::excludes);
        }
    }

    /** The one TX variable that it stands for. */
    TxTarget tx() {
        boolean one = supply.variable() == Variable.TX && role != Role.EXCLUDE;
        return one && keys instanceof Keys.Named named && named.slot() >= 0 ? new TxTarget(named.slot(), role) : TxTarget.NONE;
    }

    private boolean excludes(Row row) {
        return row.of().equals(supply) && row.use() == Row.Use.VALUE && keys.surely(row.key());
    }

    private void count(Transaction from, Rows rows) {
        Rows counted = new Rows();
        select(from, counted);
        Cell number = from.cells().of(Ascii.number(counted.size()));
        boolean keyed = keys instanceof Keys.Named;
        byte[] key = keys instanceof Keys.Named named ? named.name() : Ascii.NONE;
        rows.add(new Row(supply, key, number, keyed ? Row.Use.COUNT_OF_KEY : Row.Use.COUNT));
    }

    private void select(Transaction from, Rows rows) {
        if (keys instanceof Keys.Named named && supply.source() instanceof Supply.Keyed keyed) {
            keyed.member(named, from).ifPresent(cell -> rows.add(supply, named.name(), cell));
        } else if (keys instanceof Keys.Matching matching && supply.variable() == Variable.TX) {
            from.tx().fill(supply, matching, rows);
        } else if (keys instanceof Keys.All && supply.life() == Supply.Life.LIVE) {
            supply.source().fill(supply, from, rows);
        } else {
            for (Row row : from.all(supply).each()) {
                if (keys.accepts(row.key())) {
                    rows.add(row);
                }
            }
        }
    }
}
