package dev.postern.policy;

import dev.postern.config.PolicyConfig;
import dev.postern.identity.Principal;
import java.util.Optional;
import java.util.Set;

/** {@code from.groups}: the user is in one of these groups, compared exactly and with case. Example: {@code groups: [finance, audit]}. */
final class GroupsCriterion implements Criterion<PrincipalCheck> {

    @Override
    public Optional<PrincipalCheck> compile(PolicyConfig rule) {
        Set<String> groups = Set.copyOf(rule.from().groups());
        return groups.isEmpty() ? Optional.empty() : Optional.of(new PlainPrincipalCheck(
                "group " + Seen.anyOf(groups), p -> p instanceof Principal.User user && isInOne(user, groups), Seen::principal));
    }

    private static boolean isInOne(Principal.User user, Set<String> groups) {
        for (String group : user.groups()) {
            if (groups.contains(group)) {
                return true;
            }
        }
        return false;
    }
}
