package dev.postern.waf;

import dev.postern.seclang.Action.SetVar.Change;

/** {@code setvar} for a TX variable whose name stands in the rule: by slot. */
record SetTxEffect(int slot, Change change, Template value) implements Effect {

    @Override
    public void run(Transaction transaction) {
        TxStore tx = transaction.tx();
        switch (change) {
            case SET -> tx.set(slot, value.expand(transaction));
            case ADD -> count(tx, Ascii.number(value.expand(transaction)));
            case SUBTRACT -> count(tx, -Ascii.number(value.expand(transaction)));
            case REMOVE -> tx.unset(slot);
        }
    }

    private void count(TxStore tx, long by) {
        long before = tx.has(slot) ? Ascii.number(tx.value(slot)) : 0;
        tx.set(slot, Ascii.number(Math.max(0, before + by)));
    }
}
