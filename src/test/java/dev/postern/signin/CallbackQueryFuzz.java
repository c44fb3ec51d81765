package dev.postern.signin;

import dev.postern.exchange.RefusedException;
import dev.postern.fuzz.Text;

/** What a provider's redirect says is refused as a failed sign-in or read; the word for what went wrong is one that can be shown. */
public final class CallbackQueryFuzz {

    private CallbackQueryFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        String query = Text.latin(data).replace("#", ""); // no query that passes the edge holds one
        try {
            CallbackQuery read = CallbackQuery.parse(query);
            read.errorCode().ifPresent(word -> Text.holds(word.matches("[a-z_]{1,40}"), "word " + word));
            long named = java.util.Arrays.stream(query.split("[&;]")).filter(pair -> pair.startsWith("state=")).count();
            Text.holds(named <= 1, "several states in " + query);
        } catch (RefusedException refused) {
            return;
        }
    }
}
