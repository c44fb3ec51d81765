package dev.postern.detect;

/** In which field of a document something stands. Asked only when a hit may depend on it. */
@FunctionalInterface
public interface FieldNames {

    /** There are no fields. */
    FieldNames NONE = index -> "";

    /** The name or path of the field in which the octet at this index of the window stands, empty if it is in none. The same object for the same field is best. */
    String at(int index);
}
