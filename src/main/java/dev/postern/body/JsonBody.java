package dev.postern.body;

import java.util.List;
import java.util.Optional;

/** A JSON text: its scalars with the names ModSecurity 2.9 gives them. ModSecurity has them in {@code ARGS}, not in {@code ARGS_POST}. */
public record JsonBody(List<Argument> arguments, Optional<BodyError> error) implements ParsedBody {

    public JsonBody {
        arguments = List.copyOf(arguments);
    }
}
