package dev.postern.content;

import dev.postern.detect.Window;

/**
 * A stretch of a document's text, without the document's escapes. Valid while it is edited.
 *
 * @param window what may be replaced begins in its part
 * @param fields tells in which field of the document something stands
 */
public record TextBlock(Window window, Fields fields) {

    /** Fields of the text of one block. */
    @FunctionalInterface
    public interface Fields {

        /** The field in which the octet at this index of the window stands, from the part that is decided on. Questions in ascending order cost one pass over the block together. */
        Field at(int index);
    }
}
