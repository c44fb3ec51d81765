package dev.postern.dlp;

import dev.postern.body.PartRanges;
import dev.postern.coding.Decoded;
import dev.postern.config.DlpConfig.Body;
import dev.postern.content.UnreadableException;
import dev.postern.dlp.Rewriting.Output;
import dev.postern.inspect.Direction;
import dev.postern.inspect.Verdict;
import dev.postern.inspect.Workers;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/** Something that is all there, before a plan: a body that was held, a message of a WebSocket. Judged once, on one thread. */
record WholeBody(LossExamination examination, Direction direction, Plan plan, Redactor redactor, BodyHead head) {

    /** On the thread it takes. */
    Future<Verdict> judge(byte[] body) {
        boolean known = head.contentEncoding().isEmpty() && !OfficeText.recognises(body) && !PartRanges.isMultipart(head.contentType());
        return examination.run(known ? body.length : Workers.MUCH, () -> judged(body));
    }

    /** A document is looked through as text too: what it begins like must not hide the rest. Where it is all of the body, nothing in it can be changed. */
    Verdict judged(byte[] body) {
        byte[] decoded = decoded(body);
        boolean looks = plan.body().documents() == Body.Documents.ON;
        Verdict asText = text(body, looks && OfficeText.recognises(decoded, head.contentType()) ? examination.refusing(direction, plan) : redactor);
        Verdict within = asText instanceof Verdict.Deny || !looks ? Verdict.RELEASE : documents(decoded);
        return within instanceof Verdict.Deny ? within : asText;
    }

    private Verdict documents(byte[] decoded) {
        try {
            for (byte[] document : OfficeText.within(decoded, head.contentType())) {
                Verdict verdict = examination.document(direction, plan, document);
                if (verdict instanceof Verdict.Deny) {
                    return verdict;
                }
            }
            return Verdict.RELEASE;
        } catch (UnreadableException cannot) {
            return examination.unreadable(direction, plan, cannot.getMessage());
        }
    }

    private byte[] decoded(byte[] body) {
        return head.contentEncoding().isEmpty() ? body : Decoded.of(body, head.contentEncoding(), Decoded.MODEST).content();
    }

    private Verdict text(byte[] body, Redactor editor) {
        try (Rewriting rewriting = Rewriting.of(head, editor, plan.intervenes() ? Output.WANTED : Output.DROPPED, Decoded.MODEST)) {
            byte[] out = rewriting.whole(body);
            if (rewriting.malformed() && plan.looksAtFields()) {
                return examination.unreadable(direction, plan, "not what it says it is, so that its fields cannot be told apart");
            }
            return editor.blocked().isEmpty() && editor.changed() ? new Verdict.Replace(Buffer.buffer(out)) : verdict(editor);
        } catch (UnreadableException cannot) {
            return editor.blocked().isPresent() ? verdict(editor) : examination.unreadable(direction, plan, cannot.getMessage());
        }
    }

    private Verdict verdict(Redactor editor) {
        return editor.blocked().map(type -> LossExamination.refused(direction, type)).orElse(Verdict.RELEASE);
    }
}
