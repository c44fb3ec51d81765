package dev.postern.signin;

import dev.postern.fuzz.Text;

/** Wherever a sign-in returns to, a browser stays on the host. */
public final class ReturnPathFuzz {

    private ReturnPathFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        for (String raw : new String[] {Text.latin(data), new String(data, java.nio.charset.StandardCharsets.UTF_8)}) {
            ReturnPath path = ReturnPath.of(raw);
            Text.holds(BrowserUrl.staysOnHost(path.value()), "leads away: " + path.value());
            Text.same(path, ReturnPath.of(path.value()), "canonical twice");
            Text.holds(path.value().chars().allMatch(c -> c > 0x20 && c < 0x7f), "not for a header: " + path.value());
        }
    }
}
