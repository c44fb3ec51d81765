package dev.postern.dlp;

import dev.postern.body.PartRanges;
import dev.postern.coding.Decoded;
import dev.postern.config.DlpConfig.Body;
import dev.postern.content.UnreadableException;
import dev.postern.dlp.Rewriting.Output;
import dev.postern.inspect.Inspection;
import dev.postern.inspect.Message;
import dev.postern.inspect.Verdict;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;

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
        byte[] body = held.getBytes(0, held.length());
        boolean known = head.contentEncoding().isEmpty() && !OfficeText.recognises(body) && !PartRanges.isMultipart(head.contentType());
        return examination.run(known ? body.length : LossExamination.MUCH, () -> judged(body));
    }

    /** A document is looked through as text too: what it begins like must not hide the rest. Where it is all of the body, nothing in it can be changed. */
    Verdict judged(byte[] body) {
        byte[] decoded = decoded(body);
        List<byte[]> documents = plan.body().documents() == Body.Documents.ON ? OfficeText.within(decoded, head.contentType()) : List.of();
        boolean alone = !documents.isEmpty() && OfficeText.recognises(decoded);
        Verdict asText = text(body, alone ? examination.refusing(message.direction(), plan) : redactor);
        for (byte[] document : asText instanceof Verdict.Deny ? List.<byte[]>of() : documents) {
            Verdict verdict = examination.document(message.direction(), plan, document);
            if (verdict instanceof Verdict.Deny) {
                return verdict;
            }
        }
        return asText;
    }

    private byte[] decoded(byte[] body) {
        return head.contentEncoding().isEmpty() ? body : Decoded.of(body, head.contentEncoding(), Decoded.MODEST).content();
    }

    private Verdict text(byte[] body, Redactor editor) {
        try (Rewriting rewriting = Rewriting.of(head, editor, plan.intervenes() ? Output.WANTED : Output.DROPPED, Decoded.MODEST)) {
            byte[] out = rewriting.whole(body);
            if (rewriting.malformed() && plan.looksAtFields()) {
                return examination.unreadable(message.direction(), plan, "not what it says it is, so that its fields cannot be told apart");
            }
            return editor.blocked().isEmpty() && editor.changed() ? new Verdict.Replace(Buffer.buffer(out)) : verdict(editor);
        } catch (UnreadableException cannot) {
            return editor.blocked().isPresent() ? verdict(editor) : examination.unreadable(message.direction(), plan, cannot.getMessage());
        }
    }

    private Verdict verdict(Redactor editor) {
        return editor.blocked().map(type -> LossExamination.refused(message.direction(), type)).orElse(Verdict.RELEASE);
    }

    private boolean passesBeyond() {
        return plan.body().unreadable() == Body.Unreadable.PASS;
    }

    @Override
    public void close() { }
}
