package dev.postern.policy;

import dev.postern.config.PolicyConfig;
import java.util.Optional;

/**
 * One kind of condition that rules can have. To add one: a file that implements this, a key in the configuration, and a line in {@link Criteria}.
 *
 * @param <C> what it asks: a {@link PrincipalCheck} where it is about who, otherwise any {@link Check}
 */
interface Criterion<C extends Check> {

    /**
     * What a rule asks for; empty when it has no condition of this kind.
     *
     * @throws IllegalArgumentException saying what is wrong with the condition, when it has no position of its own
     * @throws MisplacedException       saying so with a position
     */
    Optional<C> compile(PolicyConfig rule);
}
