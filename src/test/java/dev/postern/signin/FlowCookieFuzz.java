package dev.postern.signin;

import dev.postern.fuzz.Text;
import java.time.Instant;
import java.util.Optional;

/** The cookie of a sign-in under way, as any browser may make one up: none, or one that is written and read back the same, of now, and leads to a path on this host. */
public final class FlowCookieFuzz {

    private static final String STATE = "01234567-89ab-cdef-0123-456789abcdef";
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

    private FlowCookieFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        FlowCookie.parse(FlowCookie.PREFIX + STATE, Text.latin(data)).ifPresent(flow -> {
            String back = flow.back().value();
            Text.same(flow.back(), ReturnPath.of(back), "not canonical");
            Text.holds(back.startsWith("/") && !back.startsWith("//") && !back.startsWith("/\\"), "leads elsewhere: " + back);
            Text.same(Optional.of(flow), FlowCookie.parse(FlowCookie.PREFIX + STATE, flow.value()), "written and read back");
            Text.holds(!flow.isOf(NOW) || !flow.begun().isBefore(NOW.minus(FlowCookie.AGE)) && !flow.begun().isAfter(NOW.plus(FlowCookie.AGE)), "begun " + flow.begun());
        });
    }
}
