package dev.postern.dlp;

import dev.postern.inspect.Inspection;
import dev.postern.inspect.Message;
import dev.postern.inspect.Verdict;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/** One message of which rules name headers alone. */
record HeadOnly(LossExamination examination, Message message) implements Inspection {

    @Override
    public Mode mode() {
        return Mode.STREAM;
    }

    @Override
    public Interest interest() {
        return Interest.NONE;
    }

    @Override
    public long boundBytes() {
        return 0;
    }

    @Override
    public Future<Verdict> head() {
        return examination.head(message);
    }

    @Override
    public Future<Verdict> body(Buffer piece) {
        return Future.succeededFuture(Verdict.RELEASE);
    }

    @Override
    public Future<Verdict> end() {
        return Future.succeededFuture(Verdict.RELEASE);
    }

    @Override
    public void close() { }
}
