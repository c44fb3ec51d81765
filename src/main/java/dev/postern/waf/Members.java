package dev.postern.waf;

import java.util.Optional;

/** A collection that actions write: TX, or one kept between transactions. Names fold; values are never changed. */
interface Members {

    Optional<byte[]> get(String name);

    void set(String name, byte[] value);

    void unset(String name);

    void fill(Supply self, Rows into);
}
