package dev.postern.waf;

import java.util.Optional;

/** A collection that actions write: TX, or one kept between transactions. Names fold. */
interface Members {

    Optional<Cell> get(String name);

    void set(String name, Cell value);

    void unset(String name);

    void fill(Supply self, Rows into);
}
