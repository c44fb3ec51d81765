package dev.postern.portal;

import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Reads a form that holds a logout token and nothing else: at most {@link #MAX_BYTES}, within {@link #SECONDS}. Whatever else comes is {@link Reason#TOKEN_INVALID}. */
final class LogoutForm {

    static final int MAX_BYTES = 16 * 1024;
    static final int SECONDS = 10;

    private LogoutForm() {}

    static Future<String> token(PortalRequest asked) {
        String type = asked.facts().headers().first("content-type").orElse("").toLowerCase(Locale.ROOT).split(";", 2)[0].strip();
        if (!type.equals("application/x-www-form-urlencoded")) {
            return Future.failedFuture(invalid("not a form"));
        }
        return body(asked.body().apply(MAX_BYTES)).timeout(SECONDS, TimeUnit.SECONDS).map(LogoutForm::only)
                .recover(failure -> Future.failedFuture(failure instanceof RefusedException ? failure : invalid("the form did not arrive")));
    }

    private static Future<Buffer> body(ReadStream<Buffer> sent) {
        Promise<Buffer> whole = Promise.promise();
        Buffer received = Buffer.buffer();
        sent.exceptionHandler(whole::tryFail);
        sent.handler(chunk -> {
            if (whole.future().isComplete() || received.length() + chunk.length() > MAX_BYTES) {
                whole.tryFail(invalid("more than " + MAX_BYTES + " octets"));
            } else {
                received.appendBuffer(chunk);
            }
        });
        sent.endHandler(end -> whole.tryComplete(received));
        sent.resume();
        return whole.future();
    }

    static String only(Buffer received) {
        String form = received.toString(StandardCharsets.ISO_8859_1);
        if (!form.chars().allMatch(LogoutForm::belongs)) {
            throw invalid("not one logout_token alone");
        }
        try {
            int sign = form.indexOf('=');
            if (sign > 0 && QueryStringDecoder.decodeComponent(form.substring(0, sign)).equals("logout_token")) {
                return QueryStringDecoder.decodeComponent(form.substring(sign + 1));
            }
        } catch (IllegalArgumentException broken) {
            throw invalid("the form cannot be read");
        }
        throw invalid("not one logout_token alone");
    }

    /** A field and nothing besides: readers of forms pass over other octets, or take them for an end. */
    private static boolean belongs(int c) {
        return c > 0x20 && c < 0x7f && c != '#' && c != '&';
    }

    private static RefusedException invalid(String detail) {
        return new RefusedException(Reason.TOKEN_INVALID, detail);
    }
}
