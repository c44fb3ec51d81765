package dev.postern.gateway;

import dev.postern.device.Device;
import dev.postern.identity.Principal;
import dev.postern.limit.LimitSubject;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Whose requests are counted together: verified names only. */
final class Subjects {

    private Subjects() {}

    static LimitSubject of(Exchange exchange) {
        Principal principal = exchange.principal();
        return new LimitSubject(
                principal instanceof Principal.User user ? Optional.of(user.label()) : Optional.empty(),
                exchange.device() instanceof Device.Enrolled device ? Optional.of(device.authority() + '/' + device.id()) : Optional.empty(),
                principal instanceof Principal.Workload workload ? Optional.of(workload.id().toString()) : Optional.empty(),
                claims(principal),
                exchange.facts.client().address(),
                exchange.permit().route().name());
    }

    private static Function<String, List<String>> claims(Principal principal) {
        return principal instanceof Principal.User user ? user.claims()::strings : name -> List.of();
    }
}
