package dev.postern.address;

import java.net.InetAddress;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Decides which addresses may be dialled for a purpose, whatever a name, a header or a certificate says. What it permits is a {@link CheckedAddress}, and that is what is
 * dialled: between the check and the connect nothing is resolved again.
 *
 * @param classes that may be dialled
 * @param allowed addresses that may be dialled besides, because the configuration says so
 */
public record AddressGuard(Set<AddressClass> classes, Predicate<InetAddress> allowed) {

    private static final Set<AddressClass> MESH = Set.of(AddressClass.GLOBAL, AddressClass.PRIVATE, AddressClass.SHARED);

    public AddressGuard {
        classes = Set.copyOf(classes);
    }

    /** For what stands outside: nothing private, nothing near. */
    public static AddressGuard internet() {
        return new AddressGuard(Set.of(AddressClass.GLOBAL), address -> false);
    }

    /** For workloads of our own network: private addresses are normal, everything else that is not public is not. */
    public static AddressGuard mesh() {
        return new AddressGuard(MESH, address -> false);
    }

    /** For the name {@code localhost}: this machine and nothing else. */
    public static AddressGuard loopback() {
        return new AddressGuard(Set.of(AddressClass.LOOPBACK), address -> false);
    }

    /** The same, and these addresses too. */
    public AddressGuard allowing(Predicate<InetAddress> more) {
        return new AddressGuard(classes, allowed.or(more));
    }

    /** What becomes of an address. */
    public sealed interface Verdict {
        record Permitted(CheckedAddress address) implements Verdict {}

        record Refused(InetAddress address, AddressClass kind) implements Verdict {}
    }

    /** Pure. */
    public Verdict judge(InetAddress address) {
        AddressClass kind = AddressClass.of(address);
        return classes.contains(kind) || allowed.test(address) ? new Verdict.Permitted(new CheckedAddress(address)) : new Verdict.Refused(address, kind);
    }
}
