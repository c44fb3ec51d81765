package dev.postern.operator;

import dev.postern.automaton.Found;
import java.util.Optional;

/**
 * {@code @contains TEXT}: the text stands somewhere in the value.
 *
 * <p>Argument: a text, with macros; the empty one is everywhere. Case counts: use {@code t:lowercase} with a text in lower case.
 *
 * <p>Example: {@code SecRule REQUEST_LINE "@contains .php" "id:1,phase:1,deny"}
 */
final class Contains implements Operator {

    private final Argument argument;
    private final Optional<Needle> needle;

    private Contains(String text) {
        this.argument = Argument.of(text);
        this.needle = argument.fixed().map(Needle::new);
    }

    static Operator of(String argument, DataFiles files) {
        return new Contains(argument);
    }

    @Override
    public Found test(byte[] value, Subject subject) {
        if (needle.isPresent()) {
            return Operator.found(needle.get().isIn(value));
        }
        byte[] text = argument.octets(subject);
        return Operator.found(text.length <= value.length && new Needle(text).isIn(value));
    }
}
