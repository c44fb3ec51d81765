package dev.postern.soak;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Carries out exchanges with the gateway: each is numbered, looked at, judged and entered into the ledger. On the driver's event loop. */
final class Asker {

    /** Of a client on a machine that may be busy with other things. */
    static final long PATIENCE_MILLIS = 600_000;
    private static final Set<String> WITHOUT_REDIS = Set.of("identity.session-store-unavailable", "identity.sign-in-unavailable", "identity.sign-in-required",
            "identity.session-ended", "identity.sign-in-failed");

    final Ledger ledger;
    private final Absences absences;

    Asker(Ledger ledger, Absences absences) {
        this.ledger = ledger;
        this.absences = absences;
    }

    /**
     * @param since nothing that was away before this can excuse a failure
     * @param right what must be answered
     */
    record Question(Kind kind, HttpMethod method, String uri, Map<String, String> headers, Buffer body, long since, Predicate<Seen> right) {

        Question(Kind kind, HttpMethod method, String uri, Map<String, String> headers, Buffer body, Predicate<Seen> right) {
            this(kind, method, uri, headers, body, System.nanoTime(), right);
        }
    }

    Future<Seen> ask(HttpClient client, Question question) {
        int number = ledger.ask(question.kind);
        return send(client, question, agent(number)).onSuccess(seen -> {
            ledger.saw(number, seen.status());
            judge(question, seen);
        });
    }

    /** By which the record of an exchange is found. */
    static String agent(int number) {
        return "soak " + number;
    }

    private static Future<Seen> send(HttpClient client, Question question, String agent) {
        RequestOptions options = new RequestOptions().setMethod(question.method).setTimeout(PATIENCE_MILLIS);
        if (question.uri.startsWith("/")) {
            options.setURI(question.uri);
        } else {
            options.setAbsoluteURI(question.uri);
        }
        return client.request(options).compose(request -> {
            request.putHeader("user-agent", agent);
            question.headers.forEach(request::putHeader);
            return question.body.length() == 0 ? request.send() : request.send(question.body);
        }).compose(Asker::whole, failure -> Future.succeededFuture(Seen.cut(Ledger.NOTHING, failure)));
    }

    private static Future<Seen> whole(HttpClientResponse response) {
        return response.body().map(body -> new Seen(response.statusCode(), response.headers(), body, java.util.Optional.empty()))
                .otherwise(failure -> Seen.cut(response.statusCode(), failure));
    }

    void judge(Question question, Seen seen) {
        if (seen.whole() && question.right.test(seen)) {
            ledger.right(question.kind);
        } else if (seen.whole() && seen.status() / 100 == 2) {
            ledger.wrong(question.kind, seen.status() + " with " + excerpt(seen) + " at " + question.uri);
        } else if (absences.any(question.kind.restsOn, question.since) && excusable(question.kind, seen)) {
            ledger.excused(question.kind, seen.describe());
        } else {
            ledger.unexplained(question.kind, seen.describe());
        }
    }

    /**
     * Of a dead upstream the gateway says so, or what it had begun to pass on is cut; without Redis nobody is taken for signed in, and what is under way when it is back without the session
     * is ended.
     */
    private static boolean excusable(Kind kind, Seen seen) {
        return kind.restsOn.contains(Part.REDIS) ? !seen.whole() || WITHOUT_REDIS.contains(seen.reason())
                : seen.reason().startsWith("upstream.") || !seen.whole() && seen.status() == 200;
    }

    private static String excerpt(Seen seen) {
        return seen.body().length() + " octets: " + seen.body().getString(0, Math.min(60, seen.body().length()));
    }
}
