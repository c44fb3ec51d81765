package dev.postern.policy;

import dev.postern.config.PolicyConfig;
import dev.postern.identity.Principal;
import java.util.Optional;
import java.util.Set;

/**
 * {@code from.users}: the user's name is one of these, compared exactly and with case.
 *
 * <p>A name is unique only together with its provider: where several providers are configured, add {@code providers}. Example: {@code users: [alice,
 * bob]}.
 */
final class UsersCriterion implements Criterion<PrincipalCheck> {

    @Override
    public Optional<PrincipalCheck> compile(PolicyConfig rule) {
        Set<String> users = Set.copyOf(rule.from().users());
        return users.isEmpty() ? Optional.empty() : Optional.of(new PlainPrincipalCheck(
                "user " + Seen.anyOf(users), p -> p instanceof Principal.User user && users.contains(user.name()), Seen::principal));
    }
}
