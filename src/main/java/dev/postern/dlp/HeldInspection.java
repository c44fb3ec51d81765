package dev.postern.dlp;

import dev.postern.config.DlpConfig.Body;
import dev.postern.inspect.Inspection;
import dev.postern.inspect.Message;
import dev.postern.inspect.Verdict;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/** One message of which nothing passes before the whole has been looked into; what nothing was found in passes as it came, its length, validators and digests with it. */
final class HeldInspection implements Inspection {

    private static final Future<Verdict> HOLD = Future.succeededFuture(Verdict.HOLD);
    private static final Future<Verdict> RELEASE = Future.succeededFuture(Verdict.RELEASE);

    private final LossExamination examination;
    private final Message message;
    private final Plan plan;
    private final Redactor redactor;
    private final BodyHead head;
    private final Buffer held = Buffer.buffer();
    private boolean passing;

    HeldInspection(LossExamination examination, Message message, Plan plan, Redactor redactor) {
        this.examination = examination;
        this.message = message;
        this.plan = plan;
        this.redactor = redactor;
        this.head = BodyHead.of(message);
    }

    /** A body that may go on past its limit cannot be held to its end. */
    @Override
    public Mode mode() {
        return passesBeyond() ? Mode.STREAM : Mode.HOLD;
    }

    @Override
    public Interest interest() {
        boolean wanted = plan.body().inspect() == Body.Inspect.ON && message.content() == Message.Content.POSSIBLE && !passing;
        return !wanted ? Interest.NONE : plan.intervenes() ? Interest.CHANGE : Interest.READ;
    }

    /** What is changed may grow. */
    @Override
    public long boundBytes() {
        return plan.body().limit() * 2 + (1 << 20);
    }

    @Override
    public Future<Verdict> head() {
        return examination.head(message).map(this::begun);
    }

    private Verdict begun(Verdict verdict) {
        if (verdict instanceof Verdict.Deny || head.unreadable().isEmpty()) {
            return verdict;
        }
        passing = true;
        Verdict unread = examination.unreadable(message.direction(), plan, head.unreadable().get());
        return unread instanceof Verdict.Deny ? unread : verdict;
    }

    @Override
    public Future<Verdict> body(Buffer piece) {
        if (passing) {
            return RELEASE;
        }
        held.appendBuffer(piece);
        if (held.length() <= plan.body().limit()) {
            return HOLD;
        }
        return passed("longer than the " + plan.body().limit() + " octets that may be held");
    }

    private Future<Verdict> passed(String why) {
        passing = true;
        return Future.succeededFuture(examination.unreadable(message.direction(), plan, why));
    }

    @Override
    public Future<Verdict> end() {
        if (passing || held.length() == 0) {
            return RELEASE;
        }
        return new WholeBody(examination, message.direction(), plan, redactor, head).judge(held.getBytes(0, held.length()));
    }

    private boolean passesBeyond() {
        return plan.body().unreadable() == Body.Unreadable.PASS;
    }

    @Override
    public void close() { }
}
