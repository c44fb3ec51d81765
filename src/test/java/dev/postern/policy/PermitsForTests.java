package dev.postern.policy;

import dev.postern.device.Device;
import dev.postern.identity.Principal;
import dev.postern.route.Route;

/** Permits without a decision, for tests of what comes after it. */
public final class PermitsForTests {

    private PermitsForTests() {
    }

    public static Permit permit(Route route) {
        return new Permit(route, new Principal.Anonymous(), new Device.Absent(), "test");
    }
}
