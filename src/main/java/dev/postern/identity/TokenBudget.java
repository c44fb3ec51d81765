package dev.postern.identity;

import java.net.InetAddress;

/** Bounds what the tokens of strangers may cost: each that has not been verified before is paid for, and those that are good are given back. Any thread. */
@FunctionalInterface
public interface TokenBudget {

    /** What was paid for one token. */
    @FunctionalInterface
    interface Payment {

        /** The token was no stranger's. */
        void giveBack();
    }

    /** Pays for a look at one token. Throws what the request is to be refused with when this address has shown too many bad ones. */
    Payment pay(InetAddress address);
}
