package dev.postern.lexicon;

import dev.postern.checksum.Luhn;
import dev.postern.checksum.Mod97;
import dev.postern.detect.Check;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** What a pattern of the user's may be checked by besides. In configuration in lower case, with hyphens. */
public enum Validator {

    NONE(compact -> true),
    /** The last digit, over all digits. */
    LUHN(compact -> digits(compact).length() > 1 && Luhn.holds(digits(compact))),
    /** Letters and digits leave 1 modulo 97, check digits last (ISO/IEC 7064). */
    MOD97(compact -> compact.length() > 2 && Mod97.remainder(compact) == 1),
    /** As MOD97, check digits third and fourth. */
    IBAN(Mod97::holdsForIban);

    private final Predicate<String> holds;

    Validator(Predicate<String> holds) {
        this.holds = holds;
    }

    public static Optional<Validator> named(String name) {
        for (Validator validator : values()) {
            if (validator.name().toLowerCase(Locale.ROOT).equals(name)) {
                return Optional.of(validator);
            }
        }
        return Optional.empty();
    }

    /** @param compact ASCII letters and digits alone, in capitals */
    boolean holds(String compact) {
        return holds.test(compact);
    }

    Check check() {
        return this == NONE ? Check.NONE : (candidate, confidence) -> holds(candidate.compact()) ? confidence : Check.NO;
    }

    private static String digits(String compact) {
        StringBuilder digits = new StringBuilder();
        compact.chars().filter(c -> c >= '0' && c <= '9').forEach(c -> digits.append((char) c));
        return digits.toString();
    }
}
