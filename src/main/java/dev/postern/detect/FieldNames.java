package dev.postern.detect;

import java.util.Optional;

/** In which field of a document something stands. Asked only when a hit may depend on it. */
@FunctionalInterface
public interface FieldNames {

    /** There are no fields. */
    FieldNames NONE = index -> "";

    /**
     * Where names stand in the text, each before what its field holds: those of the fields that are open where the window's part begins. Whoever looks for a word in names then need not ask for them
     * if it is neither in these nor in the text before. Empty if names may stand elsewhere.
     */
    default Optional<String> outer() {
        return Optional.empty();
    }

    /** The name or path of the field in which the octet at this index of the window stands, empty if it is in none. The same object for the same field is best. */
    String at(int index);
}
