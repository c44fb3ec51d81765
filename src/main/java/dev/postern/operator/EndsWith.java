package dev.postern.operator;

import dev.postern.automaton.Found;
import java.util.Arrays;

/**
 * {@code @endsWith TEXT}: the value ends with the text.
 *
 * <p>Argument: a text, with macros; every value ends with the empty one. Case counts.
 *
 * <p>Example: {@code SecRule REQUEST_FILENAME "@endsWith /wp-login.php" "id:1,phase:1,pass,ctl:ruleRemoveTargetById=942100;ARGS:pwd"}
 */
final class EndsWith implements Operator {

    private final Argument argument;

    private EndsWith(String text) {
        this.argument = Argument.of(text);
    }

    static Operator of(String argument, DataFiles files) {
        return new EndsWith(argument);
    }

    @Override
    public Found test(byte[] value, Subject subject) {
        byte[] text = argument.octets(subject);
        return Operator.found(text.length <= value.length && Arrays.equals(value, value.length - text.length, value.length, text, 0, text.length));
    }
}
