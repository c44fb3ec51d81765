package dev.postern.signin;

import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a provider's redirect says (RFC 6749 §4.1.2, RFC 9207), each parameter at most once.
 *
 * @param state names the flow
 * @param code  is there, or {@code error} is
 * @param iss   who says so, from providers that tell
 */
record CallbackQuery(String state, Optional<String> code, Optional<String> error, Optional<String> iss) {

    private static final int MAX_PARAMETERS = 32;

    static CallbackQuery parse(String query) {
        try {
            Map<String, List<String>> all = new QueryStringDecoder('?' + query, true).parameters();
            if (all.size() > MAX_PARAMETERS) {
                throw failed("too many parameters");
            }
            return new CallbackQuery(one(all, "state").orElseThrow(() -> failed("no state")), one(all, "code"), one(all, "error"), one(all, "iss"));
        } catch (IllegalArgumentException broken) {
            throw failed("the query is broken");
        }
    }

    private static Optional<String> one(Map<String, List<String>> all, String name) {
        List<String> values = all.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw failed("several values of " + name);
        }
        return values.stream().findFirst();
    }

    /** The provider's word for what went wrong, where it is one that a standard could have given. */
    Optional<String> errorCode() {
        return error.map(text -> text.matches("[a-z_]{1,40}") ? text : "unreadable");
    }

    private static RefusedException failed(String detail) {
        return new RefusedException(Reason.SIGN_IN_FAILED, detail);
    }
}
