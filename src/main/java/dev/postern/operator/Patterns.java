package dev.postern.operator;

import dev.postern.automaton.BytePattern;
import dev.postern.automaton.InvalidPatternException;
import java.util.Set;

/** Regular expressions of operators. */
final class Patterns {

    private Patterns() {}

    static BytePattern compile(String regex, Set<BytePattern.Flag> flags) throws InvalidOperatorException {
        try {
            return BytePattern.compile(regex, flags);
        } catch (InvalidPatternException wrong) {
            throw new InvalidOperatorException("the regular expression cannot be used: " + wrong.getMessage(), "PCRE's syntax, without what cannot be bounded");
        }
    }
}
