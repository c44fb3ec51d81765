package dev.postern.waf;

import java.util.Optional;

/** A collection that actions write: TX, or one kept between transactions. Names fold; values are never changed. */
interface Members {

    Optional<byte[]> get(String name);

    void set(String name, byte[] value);

    /** Adds to the number that it is, which is 0 when there is none; it never goes below zero. In one step, whoever else counts. */
    void count(String name, long by);

    void unset(String name);

    /** What a number becomes. */
    static byte[] counted(Optional<byte[]> before, long by) {
        return Ascii.number(Math.max(0, before.map(Ascii::number).orElse(0L) + by));
    }

    void fill(Supply self, Rows into);
}
