package dev.postern.identity;

import java.util.Objects;

/**
 * The device as an assertion tells it to an upstream.
 *
 * @param state     {@code enrolled}, {@code unknown}, {@code revoked}, {@code expired} or {@code none}
 * @param id        the device's name; empty without one
 * @param authority the configured authority that issued its certificate; empty without one
 */
public record AssertedDevice(String state, String id, String authority) {

    public AssertedDevice {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(authority, "authority");
    }

    public static AssertedDevice none() {
        return new AssertedDevice("none", "", "");
    }
}
