package dev.postern.waf;

import dev.postern.seclang.Variable;
import java.util.Optional;

/**
 * Where the values of a variable come from; one for each variable, in {@link Supplies}.
 *
 * @param life   how long its rows hold
 */
record Supply(Variable variable, Life life, Source source) {

    /** STABLE: changes only when more of the message is fed in. LIVE: any rule may change it. */
    enum Life { STABLE, LIVE }

    @FunctionalInterface
    interface Source {

        void fill(Supply self, Transaction from, Rows into);
    }

    /** A variable without members. */
    @FunctionalInterface
    interface Scalar {

        byte[] value(Transaction from);
    }

    /** A collection with unique names that finds one member without listing all. */
    interface Keyed extends Source {

        Optional<Cell> member(Keys.Named key, Transaction from);
    }

    String name() {
        return variable.name();
    }

    boolean hasMembers() {
        return variable.isCollection();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Supply supply && supply.variable == variable;
    }

    @Override
    public int hashCode() {
        return variable.hashCode();
    }
}
