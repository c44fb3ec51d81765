package dev.postern.inspect;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Asks for verdicts so that every answer is safe to act on: it comes on the exchange's event loop, in time, and is never missing. A call that throws, a future that fails
 * and a verdict that is late become refusals.
 */
final class Verdicts {

    private final Chain.Terms terms;
    private final Context context;

    Verdicts(Chain.Terms terms) {
        this.terms = terms;
        this.context = Vertx.currentContext();
        if (context == null) {
            throw new IllegalStateException("inspection runs on an event loop");
        }
    }

    /** Done at once when the inspection answers at once; otherwise later, on this event loop. */
    Future<Verdict> of(String name, Supplier<Future<Verdict>> question) {
        try {
            Future<Verdict> answer = Objects.requireNonNull(question.get(), "verdict");
            return answer.isComplete() ? settled(name, answer) : awaited(name, answer);
        } catch (Throwable broken) {
            return Future.failedFuture(terms.failed(name, broken));
        }
    }

    private Future<Verdict> awaited(String name, Future<Verdict> answer) {
        Promise<Verdict> promise = Promise.promise();
        long timer = context.owner().setTimer(terms.verdictWithin().toMillis(),
                late -> promise.tryFail(terms.uninspected(name + " gave no verdict within " + terms.verdictWithin())));
        answer.onComplete(done -> context.runOnContext(here -> {
            if (context.owner().cancelTimer(timer)) {
                settled(name, done).onComplete(promise);
            }
        }));
        return promise.future();
    }

    private Future<Verdict> settled(String name, AsyncResult<Verdict> done) {
        if (done.failed()) {
            return Future.failedFuture(terms.failed(name, done.cause()));
        }
        return done.result() == null ? Future.failedFuture(terms.uninspected(name + " gave no verdict")) : Future.succeededFuture(done.result());
    }
}
