package dev.postern.seclang;

import dev.postern.config.Located;
import dev.postern.config.Position;

/**
 * An operator as a rule names it; whether there is such an operator is for the engine to say.
 *
 * @param sense    whether it must match or must not ({@code !})
 * @param name     without the at sign, as written; {@code rx} where there is none
 * @param argument octets as characters U+0000 to U+00FF; may hold macros; empty when there is none
 */
public record OperatorUse(Position at, Sense sense, Located<String> name, Located<String> argument) {

    public enum Sense { MATCHES, MATCHES_NOT }
}
