package dev.postern.policy;

import dev.postern.device.Device;
import dev.postern.pki.Thumbprint;
import java.time.Instant;
import java.util.Map;

/**
 * A device that nobody holds, described in the words of {@code device.state}, for scenarios.
 *
 * @param state      {@code enrolled}, {@code undetermined}, {@code revoked}, {@code expired}, {@code unknown} or {@code none}
 * @param id         its name
 * @param authority  who issued its certificate
 * @param attributes of an enrolled one
 */
public record ImaginedDevice(String state, String id, String authority, Map<String, String> attributes) {

    private static final Thumbprint THUMBPRINT = new Thumbprint("imagined");

    public ImaginedDevice {
        attributes = Map.copyOf(attributes);
    }

    /** @throws IllegalArgumentException when the state is none of the words */
    public Device device() {
        return switch (state) {
            case "enrolled" -> enrolled();
            case "undetermined" -> new Device.Undetermined(enrolled(), "imagined");
            case "revoked" -> new Device.Revoked(id, authority, "0", THUMBPRINT);
            case "expired" -> new Device.Expired(id, authority, "0", THUMBPRINT);
            case "unknown" -> new Device.Unknown("imagined", THUMBPRINT);
            case "none" -> new Device.Absent();
            default -> throw new IllegalArgumentException("'" + state + "' is no state of a device: enrolled, undetermined, revoked, expired, unknown or none");
        };
    }

    private Device.Enrolled enrolled() {
        return new Device.Enrolled(id, authority, "0", THUMBPRINT, attributes, Instant.MAX);
    }
}
