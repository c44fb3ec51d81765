package dev.postern.body;

import java.util.List;
import java.util.Optional;

/** What was read out of a body, up to an error if there is one. Immutable; the octets in it are not to be changed. */
public sealed interface ParsedBody permits FormBody, MultipartBody, JsonBody, XmlBody, GuessedBody {

    /** In the order of the body, with all that occur more than once. */
    List<Argument> arguments();

    Optional<BodyError> error();
}
