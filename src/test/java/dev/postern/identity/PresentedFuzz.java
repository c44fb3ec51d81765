package dev.postern.identity;

import dev.postern.exchange.Headers;
import dev.postern.exchange.RefusedException;
import dev.postern.fuzz.Text;
import io.vertx.core.MultiMap;
import java.util.regex.Pattern;

/** Lines of Cookie ({@code C...}) and Authorization ({@code A...}): at most one credential, made of what stands there. */
public final class PresentedFuzz {

    private static final Pattern SESSION = Pattern.compile("(^|;)[ \\t]*" + OwnNames.SESSION_COOKIE + "[ \\t]*=");

    private PresentedFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        for (String line : Text.latin(data).split("\n")) {
            if (line.length() > 1) {
                headers.add(line.charAt(0) == 'A' ? "authorization" : "cookie", line.substring(1));
            }
        }
        String all = headers.toString();
        try {
            switch (Presented.in(Headers.of(headers))) {
                case Presented.Nothing() -> Text.holds(!carriesSession(headers), "a session cookie was not seen in " + all);
                case Presented.Cookie(var id) -> id.ifPresent(good -> Text.holds(all.contains(OwnNames.SESSION_COOKIE) && all.contains(good.reveal()), "another id than " + all));
                case Presented.Bearer(var token) -> Text.holds(!token.reveal().isBlank() && all.contains(token.reveal()) && !carriesSession(headers), "token of " + all);
            }
        } catch (RefusedException refused) {
            return;
        }
    }

    private static boolean carriesSession(MultiMap headers) {
        return headers.getAll("cookie").stream().anyMatch(line -> SESSION.matcher(line).find());
    }
}
