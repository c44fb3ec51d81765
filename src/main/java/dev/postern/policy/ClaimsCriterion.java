package dev.postern.policy;

import dev.postern.config.PolicyConfig;
import dev.postern.identity.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code from.claims}: each named claim has one of the values; a claim that is a list has it when one element is. Dots descend into objects. Only
 * users have claims.
 *
 * <p>Example: {@code claims: {department: [finance], realm_access.roles: [approver]}}.
 */
final class ClaimsCriterion implements Criterion<PrincipalCheck> {

    @Override
    public Optional<PrincipalCheck> compile(PolicyConfig rule) {
        Map<String, Set<String>> claims = OneOfValues.compile("claim", rule.from().claims());
        return claims.isEmpty() ? Optional.empty() : Optional.of(new PlainPrincipalCheck(OneOfValues.describe(claims),
                p -> p instanceof Principal.User user && claims.entrySet().stream().allMatch(c -> has(user, c.getKey(), c.getValue())),
                p -> seen(p, claims.keySet())));
    }

    private static boolean has(Principal.User user, String claim, Set<String> values) {
        List<String> texts = user.claims().strings(claim);
        for (String text : texts) {
            if (values.contains(text)) {
                return true;
            }
        }
        return false;
    }

    private static String seen(Principal principal, Set<String> names) {
        return principal instanceof Principal.User user
                ? names.stream().map(n -> n + " " + (user.claims().strings(n).isEmpty() ? "missing" : Seen.list(user.claims().strings(n))))
                .collect(Collectors.joining(", "))
                : principal.label() + ", which has no claims";
    }
}
