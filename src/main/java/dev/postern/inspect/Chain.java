package dev.postern.inspect;

import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * The inspections of one body, in order: what one passes on is shown to the next. It asks one question at a time and knows no streams: pieces are put in at the front, what
 * has passed everybody comes out at the back. Confined to one event loop.
 */
final class Chain {

    private final List<Stage> stages;
    private final Terms terms;
    private final Verdicts verdicts;
    private final boolean holds;
    private final long heldBound;
    private boolean asking;
    private boolean over;

    /**
     * What holds for the whole chain.
     *
     * @param direction     a request that cannot be inspected is the client's to mend (413); a response is not (502)
     * @param verdictWithin for each verdict
     */
    record Terms(Direction direction, Duration verdictWithin) {

        RefusedException uninspected(String detail) {
            Reason reason = switch (direction) {
                case REQUEST -> Reason.CONTENT_UNINSPECTED;
                case RESPONSE -> Reason.RESPONSE_REFUSED;
            };
            return new RefusedException(reason, detail);
        }

        /** A failure's message may quote the content, so it is not kept. */
        RefusedException failed(String name, Throwable failure) {
            return failure instanceof RefusedException refused ? refused : uninspected(name + " failed: " + failure.getClass().getSimpleName());
        }
    }

    /** Where what has passed goes. */
    interface Outlet {

        void passed(Buffer piece);

        void ended();

        void refused(RefusedException refusal);
    }

    Chain(List<Stage> stages, Terms terms) {
        this.stages = List.copyOf(stages);
        this.terms = terms;
        this.verdicts = new Verdicts(terms);
        this.holds = stages.stream().anyMatch(Stage::holds);
        this.heldBound = stages.stream().filter(Stage::holds).mapToLong(Stage::bound).max().orElse(Long.MAX_VALUE);
    }

    boolean holds() {
        return holds;
    }

    /** What a held body may come to in the end: the largest bound of those who hold. */
    long heldBound() {
        return heldBound;
    }

    boolean changed() {
        return stages.stream().anyMatch(Stage::changed);
    }

    RefusedException uninspected(String detail) {
        return terms.uninspected(detail);
    }

    void put(Buffer piece) {
        stages.getFirst().add(piece);
    }

    void putEnd() {
        stages.getFirst().addEnd();
    }

    /** Whether nothing is left to ask before more is put in. */
    boolean idle() {
        return !asking && stages.stream().noneMatch(Stage::hasWork);
    }

    /** Asks until an answer has to be waited for or nothing is left; {@code later} runs when a late answer has been dealt with. */
    void run(Outlet outlet, Runnable later) {
        while (!asking && !over) {
            int at = lastWithWork();
            if (at < 0) {
                return;
            }
            ask(at, outlet, later);
        }
    }

    void close() {
        over = true;
        stages.forEach(Stage::drop);
        stages.forEach(Stage::close);
    }

    /** The hindmost first: what is under way leaves before more comes in. */
    private int lastWithWork() {
        int at = stages.size() - 1;
        while (at >= 0 && !stages.get(at).hasWork()) {
            at--;
        }
        return at;
    }

    private void ask(int at, Outlet outlet, Runnable later) {
        Stage stage = stages.get(at);
        if (stage.nextIsTooMuch()) {
            outlet.refused(tooMuch(stage));
            return;
        }
        boolean end = stage.atEnd();
        Future<Verdict> answer = verdicts.of(stage.name(), stage::showNext);
        if (answer.isComplete()) {
            judge(new Question(at, end), answer, outlet);
            return;
        }
        asking = true;
        answer.onComplete(done -> {
            asking = false;
            if (!over) {
                judge(new Question(at, end), answer, outlet);
                later.run();
            }
        });
    }

    private record Question(int at, boolean end) {}

    private void judge(Question question, Future<Verdict> answer, Outlet outlet) {
        if (answer.failed()) {
            outlet.refused(terms.failed(stages.get(question.at()).name(), answer.cause()));
            return;
        }
        Stage stage = stages.get(question.at());
        switch (answer.result()) {
            case Verdict.Release release -> stage.release();
            case Verdict.Replace replace when stage.mayChange() -> stage.replace(replace.content());
            case Verdict.Replace replace -> outlet.refused(terms.uninspected(stage.name() + " replaced what it said it only reads"));
            case Verdict.Amend amend -> outlet.refused(terms.uninspected(stage.name() + " would amend a head that has passed"));
            case Verdict.Hold hold when question.end() -> outlet.refused(terms.uninspected(stage.name() + " came to no verdict"));
            case Verdict.Hold hold -> { }
            case Verdict.Deny deny -> outlet.refused(deny.denial().asException());
        }
        if (!over) {
            passOn(question, stage, outlet);
        }
    }

    private void passOn(Question question, Stage stage, Outlet outlet) {
        stage.passing().forEach(piece -> handOver(question.at() + 1, piece, outlet));
        if (stage.holdsTooMuch()) {
            outlet.refused(tooMuch(stage));
        } else if (question.end()) {
            stage.ended();
            handOverEnd(question.at() + 1, outlet);
        }
    }

    private void handOver(int to, Buffer piece, Outlet outlet) {
        if (piece.length() == 0) {
            return;
        }
        if (to < stages.size()) {
            stages.get(to).add(piece);
        } else {
            outlet.passed(piece);
        }
    }

    private void handOverEnd(int to, Outlet outlet) {
        if (to < stages.size()) {
            stages.get(to).addEnd();
        } else {
            outlet.ended();
        }
    }

    private RefusedException tooMuch(Stage stage) {
        return terms.uninspected(stage.name() + " may hold " + stage.bound() + " octets");
    }
}
