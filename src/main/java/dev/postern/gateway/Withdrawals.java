package dev.postern.gateway;

import dev.postern.device.Device;
import dev.postern.exchange.Client;
import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import dev.postern.identity.Principal;
import dev.postern.pki.Thumbprint;
import dev.postern.revocation.Revoked;
import dev.postern.revocation.Target;
import dev.postern.revocation.Target.Kind;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** What operators have revoked, held against who asks on what device. Costs nothing while nothing is revoked, else a look-up for each of at most four names. */
final class Withdrawals {

    private final Revoked revoked;
    private final BooleanSupplier known;

    /** @param known whether enough is known of what is revoked */
    Withdrawals(Revoked revoked, BooleanSupplier known) {
        this.revoked = revoked;
        this.known = known;
    }

    /**
     * @throws RefusedException {@link Reason#REVOKED} for the user or the workload's certificate, {@link Reason#DEVICE_REVOKED} for the device,
     *                          {@link Reason#REVOCATIONS_UNKNOWN} for whatever could have been revoked while that cannot be told
     */
    void refuse(Principal principal, Device device, Client client, Instant now) {
        if (!known.getAsBoolean() && !(principal instanceof Principal.Anonymous && client.certificate().isEmpty())) {
            throw new RefusedException(Reason.REVOCATIONS_UNKNOWN, "the revocations have not been read once");
        }
        if (revoked.isEmpty()) {
            return;
        }
        if (principal instanceof Principal.User user && named(Kind.USER, user.name() + '@' + user.provider(), now)) {
            throw new RefusedException(Reason.REVOKED, "an operator revoked the user");
        }
        Optional<Thumbprint> certificate = client.certificate().map(Thumbprint::of);
        if (certificate.isPresent() && isRevoked(new Target(Kind.CERTIFICATE, certificate.get().value()), now)) {
            throw new RefusedException(principal instanceof Principal.Workload ? Reason.REVOKED : Reason.DEVICE_REVOKED, "an operator revoked the certificate");
        }
        if (isRevoked(device, now)) {
            throw new RefusedException(Reason.DEVICE_REVOKED, "an operator revoked the device");
        }
    }

    private boolean isRevoked(Device device, Instant now) {
        return switch (device) {
            case Device.Enrolled known -> isRevoked(known.id(), known.authority(), known.serial(), now);
            case Device.Undetermined known -> isRevoked(known.enrolled(), now);
            case Device.Revoked known -> isRevoked(known.id(), known.authority(), known.serial(), now);
            case Device.Expired known -> isRevoked(known.id(), known.authority(), known.serial(), now);
            case Device.Unknown stranger -> false;
            case Device.Absent absent -> false;
        };
    }

    private boolean isRevoked(String id, String authority, String serial, Instant now) {
        return named(Kind.DEVICE, id, now) || named(Kind.SERIAL, authority + '/' + serial, now);
    }

    /** A name that is too long for a target cannot have been revoked by it. */
    private boolean named(Kind kind, String name, Instant now) {
        return !name.isBlank() && name.length() <= Target.MAX_CHARS && isRevoked(new Target(kind, name), now);
    }

    private boolean isRevoked(Target target, Instant now) {
        return revoked.find(target, now).isPresent();
    }
}
