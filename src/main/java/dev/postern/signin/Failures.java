package dev.postern.signin;

import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationException;
import io.vertx.core.VertxException;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.TimeoutException;

/** Tells a provider that is not there from a person who was not signed in. */
final class Failures {

    private Failures() {}

    /** The refusal that a failure of the OpenID Connect client amounts to. Its detail names kinds of failures alone: messages may quote tokens, or what an attacker sent. */
    static RefusedException of(Throwable failure) {
        if (failure instanceof RefusedException refused) {
            return refused;
        }
        Reason reason = isUnreachable(failure) ? Reason.SIGN_IN_UNAVAILABLE : Reason.SIGN_IN_FAILED;
        return new RefusedException(reason, kinds(failure));
    }

    /** The client's own word for a failed request is an exception with the failure as its cause, or with none when there was no cause beneath it to tell. */
    static boolean isUnreachable(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof IOException || at instanceof TimeoutException || at instanceof VertxException || at instanceof NullPointerException
                    || at instanceof io.smallrye.mutiny.TimeoutException || isNotAvailable(at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNotAvailable(Throwable at) {
        return at instanceof OIDCException && ("" + at.getMessage()).toLowerCase(Locale.ROOT).contains("not available");
    }

    /** Whether the provider answered a refresh with an error of its own (RFC 6749 §5.2): its text comes as the message. */
    static boolean isDeclined(Throwable failure) {
        return !isUnreachable(failure) && (failure instanceof OIDCException || failure instanceof AuthenticationException)
                && ("" + failure.getMessage()).contains("invalid_grant");
    }

    static String kinds(Throwable failure) {
        StringBuilder kinds = new StringBuilder(failure.getClass().getSimpleName());
        for (Throwable at = failure.getCause(); at != null && kinds.length() < 200; at = at.getCause()) {
            kinds.append(" < ").append(at.getClass().getSimpleName());
        }
        return kinds.toString();
    }
}
