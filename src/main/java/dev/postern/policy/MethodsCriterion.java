package dev.postern.policy;

import dev.postern.config.PolicyConfig;
import java.util.Optional;
import java.util.Set;

/**
 * {@code to.methods}: the method is one of these, with case as RFC 9110 §9.1 has it; {@code GET} does not include {@code HEAD}. Example: {@code
 * methods: [GET, HEAD]}.
 */
final class MethodsCriterion implements Criterion<Check> {

    @Override
    public Optional<Check> compile(PolicyConfig rule) {
        Set<String> methods = Set.copyOf(rule.to().methods());
        return methods.isEmpty() ? Optional.empty()
                : Optional.of(new PlainCheck(Seen.anyOf(methods), a -> methods.contains(a.facts().method()), a -> a.facts().method()));
    }
}
