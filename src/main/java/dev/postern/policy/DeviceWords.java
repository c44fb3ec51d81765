package dev.postern.policy;

import dev.postern.device.Device;

/**
 * How conditions and policy cases name what is known about a device: {@code enrolled}, {@code revoked}, {@code expired}, {@code undetermined},
 * {@code unknown}, {@code none}.
 */
final class DeviceWords {

    private DeviceWords() {}

    static String state(Device device) {
        return switch (device) {
            case Device.Enrolled enrolled -> "enrolled";
            case Device.Undetermined undetermined -> "undetermined";
            case Device.Revoked revoked -> "revoked";
            case Device.Expired expired -> "expired";
            case Device.Unknown unknown -> "unknown";
            case Device.Absent absent -> "none";
        };
    }

    /** Empty where no authority of ours vouches for a name. */
    static String id(Device device) {
        return switch (device) {
            case Device.Enrolled enrolled -> enrolled.id();
            case Device.Undetermined undetermined -> undetermined.enrolled().id();
            case Device.Revoked revoked -> revoked.id();
            case Device.Expired expired -> expired.id();
            case Device.Unknown unknown -> "";
            case Device.Absent absent -> "";
        };
    }

    static String authority(Device device) {
        return switch (device) {
            case Device.Enrolled enrolled -> enrolled.authority();
            case Device.Undetermined undetermined -> undetermined.enrolled().authority();
            case Device.Revoked revoked -> revoked.authority();
            case Device.Expired expired -> expired.authority();
            case Device.Unknown unknown -> "";
            case Device.Absent absent -> "";
        };
    }
}
