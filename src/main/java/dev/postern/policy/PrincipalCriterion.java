package dev.postern.policy;

import dev.postern.config.PolicyConfig;
import dev.postern.identity.Principal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * {@code from.users}, {@code from.groups}, {@code from.workloads}, {@code from.anyone}: whom a rule means.
 *
 * <p>Users, groups and workloads are alternatives: one of them suffices. A rule with none of them means every principal that has authenticated; with
 * {@code anyone: true} it means everybody, and then it can name nobody in particular.
 */
final class PrincipalCriterion implements Criterion<PrincipalCheck> {

    private static final PrincipalCheck AUTHENTICATED =
            new PlainPrincipalCheck("an authenticated principal", p -> !(p instanceof Principal.Anonymous), Principal::label);

    @Override
    public Optional<PrincipalCheck> compile(PolicyConfig rule) {
        PolicyConfig.FromConfig from = rule.from();
        List<PrincipalCheck> ways = Criteria.ALTERNATIVES.stream().flatMap(c -> c.compile(rule).stream()).toList();
        if (from.anyone() && !(ways.isEmpty() && from.claims().isEmpty() && from.providers().isEmpty())) {
            throw new IllegalArgumentException(
                    "'anyone' with users, groups, claims, providers or workloads: it cannot be about anyone and about somebody");
        }
        if (!from.workloads().isEmpty() && !(from.claims().isEmpty() && from.providers().isEmpty())) {
            throw new IllegalArgumentException(
                    "'workloads' with claims or providers: a workload has neither, so it could never hold; write two rules");
        }
        return from.anyone() ? Optional.empty() : Optional.of(switch (ways.size()) {
            case 0 -> AUTHENTICATED;
            case 1 -> ways.getFirst();
            default -> anyOf(ways);
        });
    }

    private static PrincipalCheck anyOf(List<PrincipalCheck> ways) {
        String wanted = ways.stream().map(Check::wanted).collect(Collectors.joining(", or "));
        return new PlainPrincipalCheck(wanted, p -> ways.stream().anyMatch(way -> way.holds(p)), Seen::principal);
    }
}
