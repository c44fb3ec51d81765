package dev.postern.inspect;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/** Reads an inspected body and remembers in which order things happened. */
final class Reader {

    final List<String> events = new ArrayList<>();
    final Buffer all = Buffer.buffer();
    int pieces;

    Reader(InspectedBody body) {
        body.outcome().onComplete(done -> events.add(done.succeeded() ? "outcome" : "outcome failed"));
        body.exceptionHandler(failed -> events.add("reader failed"));
        body.endHandler(end -> events.add("end"));
        body.handler(piece -> {
            pieces++;
            all.appendBuffer(piece);
        });
    }
}
