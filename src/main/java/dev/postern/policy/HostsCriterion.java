package dev.postern.policy;

import dev.postern.config.PolicyConfig;
import dev.postern.route.HostPattern;
import java.util.List;
import java.util.Optional;

/** {@code to.hosts}: the host asked for is one of these; {@code *.corp.test} means every name below, not {@code corp.test}. Ports do not count. */
final class HostsCriterion implements Criterion<Check> {

    @Override
    public Optional<Check> compile(PolicyConfig rule) {
        List<HostPattern> hosts = rule.to().hosts().stream().map(HostsCriterion::pattern).toList();
        return hosts.isEmpty() ? Optional.empty() : Optional.of(new PlainCheck(
                Seen.anyOf(rule.to().hosts()), a -> matches(hosts, a.facts().authority().host()), a -> a.facts().authority().host()));
    }

    private static HostPattern pattern(String host) {
        try {
            return HostPattern.parse(host);
        } catch (IllegalArgumentException invalid) {
            throw new IllegalArgumentException("'" + host + "' is no host: " + invalid.getMessage(), invalid);
        }
    }

    private static boolean matches(List<HostPattern> hosts, String host) {
        for (HostPattern pattern : hosts) {
            if (pattern.matches(host)) {
                return true;
            }
        }
        return false;
    }
}
