package dev.postern.inspect;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jboss.logging.Logger;

/** One inspection of a chain with what it holds back: what waits to be shown to it, what it has asked to hold, and what it has released but may not pass on yet. */
final class Stage {

    private static final Logger LOG = Logger.getLogger(Stage.class);

    private final String name;
    private final Inspection inspection;
    private final Inspection.Mode mode;
    private final Inspection.Interest interest;
    private final Queue<Buffer> waiting = new ArrayDeque<>();
    private final Pieces cleared = new Pieces();
    private final Pieces held = new Pieces();
    private boolean endWaiting;
    private boolean changed;
    private boolean closed;

    Stage(String name, Inspection inspection, Verdict head) {
        this.name = name;
        this.inspection = inspection;
        this.mode = head instanceof Verdict.Hold ? Inspection.Mode.HOLD : inspection.mode();
        this.interest = inspection.interest();
    }

    String name() {
        return name;
    }

    boolean wantsBody() {
        return interest != Inspection.Interest.NONE;
    }

    boolean mayChange() {
        return interest == Inspection.Interest.CHANGE;
    }

    boolean holds() {
        return mode == Inspection.Mode.HOLD;
    }

    boolean changed() {
        return changed;
    }

    long bound() {
        return inspection.boundBytes();
    }

    void add(Buffer piece) {
        waiting.add(piece);
    }

    void addEnd() {
        endWaiting = true;
    }

    boolean hasWork() {
        return endWaiting || !waiting.isEmpty();
    }

    /** Whether the next thing to show is the end of the body. */
    boolean atEnd() {
        return endWaiting && waiting.isEmpty();
    }

    /** Whether showing the next piece would hold back more than may be. */
    boolean nextIsTooMuch() {
        return !waiting.isEmpty() && holds() && backBytes() + waiting.element().length() > bound();
    }

    boolean holdsTooMuch() {
        return backBytes() > bound();
    }

    Future<Verdict> showNext() {
        if (atEnd()) {
            return inspection.end();
        }
        Buffer piece = waiting.remove();
        held.add(piece);
        return inspection.body(piece);
    }

    void release() {
        held.drain().forEach(cleared::add);
    }

    void replace(Buffer content) {
        held.drain();
        cleared.add(content);
        changed = true;
    }

    /** What may pass on now. */
    List<Buffer> passing() {
        return holds() && !atEnd() ? List.of() : cleared.drain();
    }

    void ended() {
        endWaiting = false;
    }

    void drop() {
        waiting.clear();
        held.drain();
        cleared.drain();
        endWaiting = false;
    }

    void close() {
        if (!closed) {
            closed = true;
            close(name, inspection);
        }
    }

    /** An inspection that fails to tidy up is reported, and changes nothing for the exchange. */
    static void close(String name, Inspection inspection) {
        try {
            inspection.close();
        } catch (Throwable broken) {
            LOG.warnf("inspection.close inspector=%s failure=%s", name, broken.getClass().getName());
        }
    }

    private long backBytes() {
        return cleared.bytes() + held.bytes();
    }
}
