package dev.postern.waf;

/**
 * The one TX variable a condition looks at, or counts: what most rules of the Core Rule Set's bookkeeping do.
 *
 * @param slot where {@link TxStore} keeps it; −1 when a condition looks at anything else
 * @param role to look at or to count
 */
record TxTarget(int slot, Lookup.Role role) {

    static final TxTarget NONE = new TxTarget(-1, Lookup.Role.LOOK);

    boolean isOne() {
        return slot >= 0;
    }

    /** Whether there is anything to be looked at. */
    boolean isThere(Transaction from) {
        return role == Lookup.Role.COUNT || from.tx().has(slot);
    }

    /** Of what {@link #isThere}. */
    byte[] value(Transaction from) {
        return role == Lookup.Role.COUNT ? Ascii.number(from.tx().has(slot) ? 1 : 0) : from.tx().value(slot);
    }

    /** The same as something that patterns are looked for in. */
    Cell cell(Transaction from) {
        return role == Lookup.Role.COUNT ? from.cells().of(value(from)) : from.tx().cell(slot);
    }
}
