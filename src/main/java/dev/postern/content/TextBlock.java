package dev.postern.content;

import dev.postern.detect.FieldNames;
import dev.postern.detect.Window;
import java.util.Optional;

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

        /** As {@link FieldNames#outer}. */
        default Optional<String> outer() {
            return Optional.empty();
        }
    }

    /** Their paths, for a scanner. */
    public FieldNames names() {
        return new FieldNames() {
            @Override
            public String at(int index) {
                return fields.at(index).path();
            }

            @Override
            public Optional<String> outer() {
                return fields.outer();
            }
        };
    }
}
