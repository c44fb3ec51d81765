package dev.postern.content;

import java.util.Optional;

/**
 * How documents of a kind are written: reads their octets as text, and knows in which place of the document it is. All it knows is what it has read: two that have read the same are alike, so
 * that a place can be found again from a copy taken before.
 */
abstract class Format {

    /** Reads on. However little there is at once, it reads the same. */
    abstract Pass.Stop read(Pass pass);

    /** There is no more. */
    abstract void finish();

    abstract boolean malformed();

    /** Why it cannot be read on. */
    Optional<String> unreadable() {
        return Optional.empty();
    }

    /** Another one, which has read nothing. */
    abstract Format fresh();

    /** Becomes like another one of its kind. */
    abstract void become(Format other);

    /** The octet that was read last, and from {@link #valueFrom()} on, is of a value: not of the document's structure. */
    abstract boolean inValue();

    abstract long valueFrom();

    /** How text is written into this value. */
    abstract Spelling spelling();

    /** Of the value or structure it is in. */
    abstract String path(View view);

    /** Whether the names in a path from here on stand in the view before what they are the names of, but for those that are in it already. */
    boolean namesInView() {
        return false;
    }

    /** The view forgets what stands before: so remember what may be asked for. */
    abstract void keep(View view, long before);

    /** Octets it occupies at most. */
    abstract int held();
}
