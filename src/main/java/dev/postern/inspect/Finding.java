package dev.postern.inspect;

import java.util.Objects;

/**
 * What an inspector found, as the record tells it. Nothing here is a secret: a value is shown masked or not at all.
 *
 * @param inspector {@link Inspector#name()}
 * @param rule      what found it, stable: an id of a rule, a type of data
 * @param what      in words
 * @param place     where: {@code ARGS:q}, a field, a header
 * @param shown     the value, masked; empty where it is not shown
 * @param score     what it weighs; 0 when it is only told
 */
public record Finding(String inspector, String rule, String what, String place, String shown, int score) {

    public Finding {
        Objects.requireNonNull(inspector, "inspector");
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(shown, "shown");
    }
}
