package dev.postern.dlp;

import dev.postern.coding.Decoded;
import dev.postern.config.DlpConfig.Body;
import dev.postern.content.UnreadableException;
import dev.postern.dlp.Rewriting.Output;
import dev.postern.inspect.Inspection;
import dev.postern.inspect.Message;
import dev.postern.inspect.Verdict;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

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
        Verdict verdict = examination.target(message, plan);
        if (verdict instanceof Verdict.Deny || head.unreadable().isEmpty()) {
            return Future.succeededFuture(verdict);
        }
        passing = true;
        return Future.succeededFuture(examination.unreadable(message.direction(), plan, head.unreadable().get()));
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
        byte[] body = held.getBytes(0, held.length());
        return examination.run(body.length, () -> judged(body));
    }

    private Verdict judged(byte[] body) {
        Optional<byte[]> document = plan.body().documents() == Body.Documents.ON ? document(body) : Optional.empty();
        return document.isPresent() ? examination.document(message.direction(), plan, document.get()) : text(body);
    }

    /** Without its codings, if it is a document then. */
    private Optional<byte[]> document(byte[] body) {
        Optional<byte[]> plain = head.contentEncoding().isEmpty() ? Optional.of(body) : Optional.of(Decoded.of(body, head.contentEncoding(), Decoded.MODEST)).filter(decoded -> decoded.error().isEmpty()).map(Decoded::content);
        return plain.filter(OfficeText::recognises);
    }

    private Verdict text(byte[] body) {
        try (Rewriting rewriting = Rewriting.of(head, redactor, plan.intervenes() ? Output.WANTED : Output.DROPPED, Decoded.MODEST)) {
            byte[] out = rewriting.whole(body);
            return redactor.blocked().isEmpty() && redactor.changed() ? new Verdict.Replace(Buffer.buffer(out)) : verdict();
        } catch (UnreadableException cannot) {
            return redactor.blocked().isPresent() ? verdict() : examination.unreadable(message.direction(), plan, cannot.getMessage());
        }
    }

    private Verdict verdict() {
        return redactor.blocked().map(type -> LossExamination.refused(message.direction(), type)).orElse(Verdict.RELEASE);
    }

    private boolean passesBeyond() {
        return plan.body().unreadable() == Body.Unreadable.PASS;
    }

    @Override
    public void close() { }
}
