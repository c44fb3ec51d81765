package dev.postern.limit;

import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a request may be counted by: verified facts only, as plain text.
 *
 * @param user     names the user together with who vouches for the name ({@code alice@corp}); empty when no user has authenticated
 * @param device   id of an enrolled device, with its authority; empty without one
 * @param workload SPIFFE id; empty when no workload has authenticated
 * @param claims   the texts of a claim by its path, none when the claim is missing
 * @param address  the client's address, as a trusted hop vouches for it
 * @param route    name of the route
 */
public record LimitSubject(
        Optional<String> user,
        Optional<String> device,
        Optional<String> workload,
        Function<String, List<String>> claims,
        InetAddress address,
        String route) {

    public LimitSubject {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(workload, "workload");
        Objects.requireNonNull(claims, "claims");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(route, "route");
    }

    /** A request nobody vouches for: only its address and its route are known. */
    public static LimitSubject anonymous(InetAddress address, String route) {
        return new LimitSubject(Optional.empty(), Optional.empty(), Optional.empty(), name -> List.of(), address, route);
    }
}
