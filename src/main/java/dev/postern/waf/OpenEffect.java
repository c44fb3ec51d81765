package dev.postern.waf;

import dev.postern.seclang.Collection;

/** {@code initcol}, {@code setsid}, {@code setuid}, {@code setrsc}: opens the record of a stored collection that has this key. An empty key opens nothing. */
record OpenEffect(Collection collection, Template key) implements Effect {

    static final int MOST_KEY_BYTES = 256;

    @Override
    public void run(Transaction transaction) {
        byte[] expanded = key.expand(transaction);
        if (expanded.length > 0 && expanded.length <= MOST_KEY_BYTES) {
            transaction.open(collection, Ascii.text(expanded));
        }
    }
}
