package dev.postern.body;

import java.util.List;
import java.util.Optional;

/**
 * A form or a query.
 *
 * @param invalidEscapes percent signs that no two hexadecimal digits follow; above zero it is SecLang's {@code URLENCODED_ERROR}
 */
public record FormBody(List<Argument> arguments, Optional<BodyError> error, int invalidEscapes) implements ParsedBody {

    public FormBody {
        arguments = List.copyOf(arguments);
    }
}
