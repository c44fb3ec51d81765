package dev.postern.policy;

import dev.postern.config.PolicyConfig;
import dev.postern.identity.Principal;
import java.util.List;
import java.util.Optional;

/**
 * {@code from.workloads}: the caller proved one of these SPIFFE ids; see {@link WorkloadPattern}. Example: {@code workloads:
 * [spiffe://corp.test/ns/finance/*]}.
 */
final class WorkloadsCriterion implements Criterion<PrincipalCheck> {

    @Override
    public Optional<PrincipalCheck> compile(PolicyConfig rule) {
        List<WorkloadPattern> patterns = rule.from().workloads().stream().map(WorkloadPattern::parse).toList();
        return patterns.isEmpty() ? Optional.empty() : Optional.of(new PlainPrincipalCheck(
                "workload " + Seen.anyOf(patterns.stream().map(WorkloadPattern::toString).toList()), p -> isOne(p, patterns), Seen::principal));
    }

    private static boolean isOne(Principal principal, List<WorkloadPattern> patterns) {
        if (!(principal instanceof Principal.Workload workload)) {
            return false;
        }
        String id = workload.id().toString();
        return patterns.stream().anyMatch(pattern -> pattern.matches(id));
    }
}
