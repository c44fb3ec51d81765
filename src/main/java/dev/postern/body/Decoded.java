package dev.postern.body;

import java.util.Optional;

/** Content without its codings, up to an error if there is one. */
public record Decoded(byte[] content, Optional<BodyError> error) {}
