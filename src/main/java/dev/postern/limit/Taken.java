package dev.postern.limit;

import dev.postern.limit.RateStore.Balance;

/** What one draw came to, and how to undo it. */
record Taken(Balance balance, Runnable undo) {

    /** The balance as if nothing had been asked. */
    Taken givenBack() {
        if (!balance.had()) {
            return this;
        }
        undo.run();
        return new Taken(new Balance(balance.remaining() + 1, balance.reset(), balance.until()), undo);
    }
}
