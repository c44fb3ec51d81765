package dev.postern.address;

import java.time.Instant;
import java.util.List;

/**
 * What may be dialled for a host.
 *
 * @param addresses at least one
 * @param refused   what the guard took out, for the log
 * @param until     when to look again
 */
public record Resolved(List<CheckedAddress> addresses, List<AddressGuard.Verdict.Refused> refused, Instant until) {

    public Resolved {
        addresses = List.copyOf(addresses);
        refused = List.copyOf(refused);
    }
}
