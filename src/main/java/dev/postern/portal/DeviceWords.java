package dev.postern.portal;

import dev.postern.device.Device;

/** What is known of a device, for the person who holds it. */
final class DeviceWords {

    private DeviceWords() {}

    static String of(Device device) {
        return switch (device) {
            case Device.Enrolled enrolled -> enrolled.id() + ", enrolled by " + enrolled.authority();
            case Device.Revoked revoked -> revoked.id() + ", revoked";
            case Device.Undetermined undetermined -> undetermined.enrolled().id() + ", cannot be told now whether revoked";
            case Device.Expired expired -> expired.id() + ", certificate expired";
            case Device.Unknown unknown -> "a certificate that is not known here";
            case Device.Absent absent -> "no device certificate";
        };
    }
}
