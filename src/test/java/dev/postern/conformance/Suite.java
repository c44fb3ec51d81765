package dev.postern.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Outside data that the product is measured with. A new suite is a class and a line in {@link Conformance}. */
interface Suite {

    /** What the last line of its report begins with. */
    String name();

    /** The folder of the corpora that it reads, relative to their root. */
    String folder();

    /** All rows, in a stable order. */
    List<Row> rows(Path folder) throws IOException;
}
