package dev.postern.operator;

import dev.postern.automaton.Found;
import java.nio.charset.StandardCharsets;

/**
 * {@code @ipMatch NETWORKS}: the value is an address in one of the networks.
 *
 * <p>Argument: addresses and networks of either family, separated by commas, without macros. A value that is no address is in none.
 *
 * <p>Example: {@code SecRule REMOTE_ADDR "@ipMatch 127.0.0.0/8,::1" "id:1,phase:1,pass,nolog,ctl:ruleEngine=Off"}
 */
final class IpMatch implements Operator {

    private final IpNetworks networks;

    IpMatch(IpNetworks networks) {
        this.networks = networks;
    }

    static Operator of(String argument, DataFiles files) throws InvalidOperatorException {
        IpNetworks networks = new IpNetworks();
        for (String network : argument.split(",")) {
            if (!network.isBlank()) {
                networks.add(network.strip());
            }
        }
        if (networks.isEmpty()) {
            throw new InvalidOperatorException("@ipMatch has no network", "addresses and networks separated by commas");
        }
        return new IpMatch(networks);
    }

    @Override
    public Found test(byte[] value, Subject subject) {
        return Operator.found(networks.contain(new String(value, StandardCharsets.ISO_8859_1)));
    }
}
