package dev.postern.policy;

import dev.postern.config.Cidr;
import dev.postern.config.PolicyConfig;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * {@code from.networks}: the client's address, or the one a trusted hop vouches for, is in one of these. Example: {@code networks: [10.0.0.0/8,
 * 2001:db8::/32]}.
 */
final class NetworksCriterion implements Criterion<Check> {

    @Override
    public Optional<Check> compile(PolicyConfig rule) {
        List<Cidr> networks = rule.from().networks();
        return networks.isEmpty() ? Optional.empty()
                : Optional.of(new PlainCheck("address in " + Seen.anyOf(networks.stream().map(Cidr::toString).toList()),
                a -> contain(networks, a.facts().client().address()), a -> a.facts().client().address().getHostAddress()));
    }

    private static boolean contain(List<Cidr> networks, InetAddress address) {
        for (Cidr network : networks) {
            if (network.contains(address)) {
                return true;
            }
        }
        return false;
    }
}
