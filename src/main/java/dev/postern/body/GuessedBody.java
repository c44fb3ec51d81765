package dev.postern.body;

import java.util.List;
import java.util.Optional;

/**
 * What {@link Guess} took a body for.
 *
 * @param texts      of each XML document in it, as {@link XmlBody#text}
 * @param attributes of all of them
 */
public record GuessedBody(List<Argument> arguments, Optional<BodyError> error, List<byte[]> texts, List<byte[]> attributes) implements ParsedBody {

    public GuessedBody {
        arguments = List.copyOf(arguments);
        texts = List.copyOf(texts);
        attributes = List.copyOf(attributes);
    }
}
