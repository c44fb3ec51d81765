package dev.postern.soak;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a client saw of one exchange.
 *
 * @param status {@link Ledger#NOTHING} without one
 * @param cut    how it failed before the answer was whole
 */
record Seen(int status, MultiMap headers, Buffer body, Optional<String> cut) {

    private static final Pattern BADGE = Pattern.compile("class=\"badge\"><span>\\d+</span> ([a-z.-]+)");

    static Seen cut(int status, Throwable failure) {
        return new Seen(status, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer(), Optional.of(String.valueOf(failure).replaceAll("\\d+", "N")));
    }

    boolean whole() {
        return cut.isEmpty();
    }

    /** The reason code of a refusal; empty when there is none. */
    String reason() {
        try {
            return new JsonObject(body).getString("reason", "");
        } catch (DecodeException | ClassCastException notJson) {
            Matcher page = BADGE.matcher(body.toString());
            return page.find() ? page.group(1) : "";
        }
    }

    String describe() {
        return cut.map(how -> (status == Ledger.NOTHING ? "no answer, " : status + ", then ") + how).orElseGet(() -> status + " " + reason());
    }
}
