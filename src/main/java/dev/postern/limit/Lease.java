package dev.postern.limit;

/** A place among the exchanges that may be open at once. Released exactly once, by whoever closes the exchange; further calls do nothing. */
@FunctionalInterface
public interface Lease {

    Lease NONE = () -> { };

    void release();
}
