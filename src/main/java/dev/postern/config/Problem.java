package dev.postern.config;

import java.util.Objects;

/**
 * One thing wrong with the configuration: where, what was seen, and what was expected or what to do.
 *
 * @param at      where; the caret points here
 * @param message one sentence: what is wrong, with what was seen
 * @param hint    what was expected, or what to write instead; empty when the message says it all
 */
public record Problem(Position at, String message, String hint) {

    public Problem {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(hint, "hint");
    }
}
