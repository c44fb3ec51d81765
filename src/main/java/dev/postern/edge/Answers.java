package dev.postern.edge;

import dev.postern.exchange.Denial;
import dev.postern.exchange.Manner;
import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import dev.postern.inspect.CutException;
import dev.postern.page.PageHeaders;
import dev.postern.page.Pages;
import dev.postern.page.RefusalView;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jboss.logging.Logger;

/**
 * The one writer of answers: every refusal, failure, redirect and page of the gateway goes through here. A refusal carries status, reason code, request id and advice,
 * and nothing else: its detail is for the audit trail. Where an answer has begun already it is cut instead.
 *
 * <p>Called on the exchange's event loop. No method fails or throws because the client is gone.
 */
public final class Answers {

    private static final Logger LOG = Logger.getLogger(Answers.class);

    static final String HSTS = "max-age=31536000";
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final Pages pages;
    private final InstantSource clock;

    public Answers(Pages pages, InstantSource clock) {
        this.pages = pages;
        this.clock = clock;
    }

    /** Refuses. An upload that is still coming is not read: the connection or stream ends after the answer. */
    public Future<Void> refuse(Downstream to, Refusal refusal) {
        if (to.headSent()) {
            to.cut();
            return Future.succeededFuture();
        }
        return switch (refusal.denial().manner()) {
            case Manner.Usual _ -> explain(to, refusal, refusal.denial().reason().status());
            case Manner.Status other -> explain(to, refusal, other.status());
            case Manner.Elsewhere elsewhere -> redirect(to, new Redirect(302, elsewhere.location(), refusal.headers()));
            case Manner.Silent _ -> {
                to.cut();
                yield Future.succeededFuture();
            }
        };
    }

    private Future<Void> explain(Downstream to, Refusal refusal, int status) {
        Reason reason = refusal.denial().reason();
        RefusalView view = refusal.view().apply(RefusalView.of(reason, to.id()).withStatus(status).telling(refusal.denial().told()));
        ResponseHead head = ResponseHead.of(status);
        required(reason, head.headers());
        refusal.headers().forEach(head.headers()::add);
        return send(to, head, content(refusal.audience(), view, head.headers()));
    }

    public Future<Void> refuse(Downstream to, Denial denial) {
        return refuse(to, Refusal.of(denial, Audience.of(to.headers())));
    }

    /** What anything that went wrong means to the client: its own denial where it has one, else an internal error whose cause stays in the log. */
    public Denial denial(Downstream to, Throwable failure) {
        if (failure instanceof RefusedException refused) {
            return refused.denial();
        }
        if (!(failure instanceof HttpClosedException || failure instanceof CutException)) {
            LOG.errorf(failure, "exchange failed id=%s", to.id());
        }
        return Denial.of(Reason.INTERNAL, failure.getClass().getName());
    }

    public Future<Void> fail(Downstream to, Throwable failure) {
        return refuse(to, denial(to, failure));
    }

    public Future<Void> redirect(Downstream to, Redirect redirect) {
        ResponseHead head = ResponseHead.of(redirect.status());
        head.headers().add("Location", redirect.location());
        redirect.headers().forEach(head.headers()::add);
        return send(to, head, Buffer.buffer());
    }

    /** A page or document of the gateway itself; not cached unless {@code head} says otherwise. */
    public Future<Void> send(Downstream to, ResponseHead head, Buffer content) {
        MultiMap headers = head.headers();
        ifAbsent(headers, "Cache-Control", "no-store");
        ifAbsent(headers, "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        ifAbsent(headers, "X-Content-Type-Options", "nosniff");
        ifAbsent(headers, "Referrer-Policy", "no-referrer");
        ifAbsent(headers, "Date", DATE.format(clock.instant()));
        headers.set("Strict-Transport-Security", HSTS);
        return to.respond(head, content).otherwiseEmpty();
    }

    private Buffer content(Audience audience, RefusalView view, MultiMap headers) {
        return switch (audience) {
            case PERSON -> {
                PageHeaders.set(headers);
                yield Buffer.buffer(pages.refusal(view));
            }
            case PROGRAM -> {
                headers.set("Content-Type", "application/problem+json");
                yield ProblemDocument.of(view);
            }
        };
    }

    /** Fields that RFC 9110 demands with a status (§15.5.2, §15.5.6), and a hint where waiting helps. */
    private static void required(Reason reason, MultiMap headers) {
        switch (reason) {
            case TOKEN_INVALID, TOKEN_EXPIRED, TOKEN_NOT_BOUND -> headers.add("WWW-Authenticate", "Bearer realm=\"postern\", error=\"invalid_token\"");
            case REQUEST_METHOD_REFUSED -> headers.add("Allow", Hygiene.METHODS);
            case SHUTTING_DOWN -> headers.add("Retry-After", "1");
            default -> {
                if (reason.status() == 401) {
                    headers.add("WWW-Authenticate", "Bearer realm=\"postern\"");
                }
            }
        }
    }

    private static void ifAbsent(MultiMap headers, String name, String value) {
        if (!headers.contains(name)) {
            headers.add(name, value);
        }
    }
}
