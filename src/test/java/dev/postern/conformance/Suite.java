package dev.postern.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Outside data that the product is measured with. A new suite is a class and a line in {@link Conformance}. */
interface Suite {

    /** What the last line of its report begins with. */
    String name();

    /** The folder or file of the corpora that it reads, relative to their root. */
    String path();

    /** All rows, in a stable order. */
    List<Row> rows(Path from) throws IOException;

    /** Programs and files outside of this repository that it takes, of those the ones that are not there. */
    default List<String> needs() {
        return List.of();
    }

    /** What rows like this one are counted by, besides all of them; empty when that is of no interest. */
    default String group(Row row) {
        return "";
    }
}
