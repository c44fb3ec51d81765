package dev.postern.dlp;

import dev.postern.body.PartRanges;
import dev.postern.coding.CodingException.Problem;
import dev.postern.coding.Decoded;
import dev.postern.coding.Limits;
import dev.postern.config.DlpConfig.Body;
import dev.postern.content.UnreadableException;
import dev.postern.dlp.Rewriting.Output;
import dev.postern.inspect.Direction;
import dev.postern.inspect.Inspection;
import dev.postern.inspect.Message;
import dev.postern.inspect.Verdict;
import dev.postern.inspect.Workers;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One message that passes as it is looked into, some 36 KiB of text behind; one that is refused on the way is cut. A PDF, an office file, an archive and a body of several parts are held. Touched by one thread at a
 * time: by the event loop, or by a worker while the loop waits for it; but for {@link #close}, which may come in between.
 */
final class StreamedInspection implements Inspection {

    private static final Future<Verdict> HOLD = Future.succeededFuture(Verdict.HOLD);
    private static final Future<Verdict> RELEASE = Future.succeededFuture(Verdict.RELEASE);
    /** What a document holds back, in its coding, and what may come of one piece. */
    private static final long BOUND_BYTES = 16 << 20;
    /** A coding may begin with much that is no content: beyond so much, the whole is waited for. */
    private static final int MOST_BEGINNING_BYTES = 4 << 10;

    /** What documents begin with stands within the first so many. */
    private static final int BEGINNING_BYTES = 1024;
    private static final Limits BEGINNING = new Limits(BEGINNING_BYTES, 1, BEGINNING_BYTES);

    private enum Kind { UNKNOWN, TEXT, DOCUMENT }

    private final LossExamination examination;
    private final Message message;
    private final Plan plan;
    private final Redactor redactor;
    private final BodyHead head;
    private final boolean changes;
    private final ReentrantLock using = new ReentrantLock();
    private Rewriting rewriting; // null when it passes without being looked into
    private final Buffer begun = Buffer.buffer();
    private final boolean looksForDocuments;
    private Kind kind = Kind.UNKNOWN;
    /** From which length on the beginning is looked at again: each time when it has doubled, so that who sends octets one by one costs no more than others. */
    private int next = 1;
    private long seen;
    private boolean passing;
    private volatile boolean over;

    StreamedInspection(LossExamination examination, Message message, Plan plan, Redactor redactor) {
        this.examination = examination;
        this.message = message;
        this.plan = plan;
        this.redactor = redactor;
        this.head = BodyHead.of(message);
        this.looksForDocuments = plan.body().documents() == Body.Documents.ON && !(message.direction() == Direction.RESPONSE && head.isEvents());
        this.changes = plan.intervenes() && examination.enforces();
    }

    @Override
    public Mode mode() {
        return Mode.STREAM;
    }

    @Override
    public Interest interest() {
        boolean wanted = plan.body().inspect() == Body.Inspect.ON && message.content() == Message.Content.POSSIBLE && !passing;
        return !wanted ? Interest.NONE : changes ? Interest.CHANGE : Interest.READ;
    }

    @Override
    public long boundBytes() {
        return Math.max(BOUND_BYTES, 2 * plan.body().limit() + (1 << 20));
    }

    @Override
    public Future<Verdict> head() {
        return examination.head(message).map(this::begun);
    }

    private Verdict begun(Verdict verdict) {
        if (verdict instanceof Verdict.Deny) {
            return verdict;
        }
        try {
            if (head.unreadable().isPresent()) {
                return unread(head.unreadable().get(), verdict);
            }
            open();
            return verdict;
        } catch (UnreadableException cannot) {
            return unread(cannot.getMessage(), verdict);
        }
    }

    /** Who closes while the head is looked into closes nothing that is not there yet. */
    private void open() throws UnreadableException {
        using.lock();
        try {
            rewriting = Rewriting.of(head, redactor, changes ? Output.WANTED : Output.DROPPED, Limits.DEFAULT);
        } finally {
            using.unlock();
            closeIfOver();
        }
    }

    private Verdict unread(String why, Verdict otherwise) {
        passing = true;
        Verdict unread = examination.unreadable(message.direction(), plan, why);
        return unread instanceof Verdict.Deny ? unread : otherwise;
    }

    @Override
    public Future<Verdict> body(Buffer piece) {
        if (passing) {
            return RELEASE;
        }
        seen += piece.length();
        return switch (kind) {
            case UNKNOWN -> begin(begun.appendBuffer(piece));
            case DOCUMENT -> Future.succeededFuture(kept(begun.appendBuffer(piece).length()));
            case TEXT -> put(piece);
        };
    }

    /** Whoever sends the first octets one by one must not get a document taken for text; nor whoever sends them coded. */
    private Future<Verdict> begin(Buffer sofar) {
        if (!looksForDocuments) {
            kind = Kind.TEXT;
            return put(sofar);
        }
        if (sofar.length() < next) {
            return HOLD;
        }
        next = 2 * sofar.length();
        byte[] octets = sofar.getBytes(0, sofar.length());
        return examination.run(cost(octets.length), () -> begin(octets));
    }

    private Verdict begin(byte[] sofar) {
        byte[] beginning = beginning(sofar).content();
        if (beginning.length < BEGINNING_BYTES && sofar.length < MOST_BEGINNING_BYTES) {
            return Verdict.HOLD;
        }
        kind = beginning.length < BEGINNING_BYTES ? Kind.DOCUMENT : kindOf(beginning); // what shows nothing yet is looked at as a whole
        return kind == Kind.DOCUMENT ? kept(sofar.length) : step(() -> rewriting.add(sofar));
    }

    /** Without its codings, no more of it than shows what it is. */
    private Decoded beginning(byte[] sofar) {
        return head.contentEncoding().isEmpty() ? new Decoded(sofar, Optional.empty()) : Decoded.of(sofar, head.contentEncoding(), BEGINNING);
    }

    private Kind kindOf(byte[] beginning) {
        return looksForDocuments && (PartRanges.isMultipart(head.contentType()) || OfficeText.recognises(beginning)) ? Kind.DOCUMENT : Kind.TEXT;
    }

    /** A document can be read as a whole alone: nothing of it passes before. */
    private Verdict kept(int length) {
        return length <= plan.body().limit() ? Verdict.HOLD : unread("a document longer than the " + plan.body().limit() + " octets that may be held", Verdict.RELEASE);
    }

    private Future<Verdict> put(Buffer piece) {
        byte[] octets = piece.getBytes(0, piece.length());
        return examination.run(cost(octets.length), () -> step(() -> rewriting.add(octets)));
    }

    private long cost(long octets) {
        return head.contentEncoding().isEmpty() ? octets : Workers.MUCH;
    }

    @Override
    public Future<Verdict> end() {
        if (passing || seen == 0) {
            return RELEASE;
        }
        byte[] octets = begun.getBytes(0, begun.length());
        return switch (kind) {
            case UNKNOWN -> examination.run(kindOf(octets) == Kind.DOCUMENT ? Workers.MUCH : cost(octets.length), () -> small(octets));
            case DOCUMENT -> examination.run(Workers.MUCH, () -> whole(octets));
            case TEXT -> examination.run(cost(seen), () -> step(rewriting::end));
        };
    }

    /** It ended before it was known what it is; what a limit kept from showing itself is not taken for text. */
    private Verdict small(byte[] octets) {
        Decoded beginning = beginning(octets);
        boolean hidden = beginning.content().length < BEGINNING_BYTES && beginning.error().filter(error -> error.problem() == Problem.EXPANDS).isPresent();
        return hidden || kindOf(beginning.content()) == Kind.DOCUMENT ? whole(octets) : step(() -> rewriting.whole(octets));
    }

    /** What was held is judged as it is where everything is. */
    private Verdict whole(byte[] octets) {
        Verdict verdict = new WholeBody(examination, message.direction(), plan, redactor, head).judged(octets);
        return examination.enforces() ? verdict : Verdict.RELEASE;
    }

    private interface Step {

        byte[] take() throws UnreadableException;
    }

    private Verdict step(Step step) {
        using.lock();
        try {
            byte[] out = step.take();
            if (redactor.blocked().isPresent() && changes) {
                return LossExamination.refused(message.direction(), redactor.blocked().get());
            }
            return changes ? new Verdict.Replace(Buffer.buffer(out)) : Verdict.RELEASE;
        } catch (UnreadableException cannot) {
            passing = true;
            return changes ? examination.cut(message.direction(), cannot.getMessage()) : examination.unreadable(message.direction(), plan, cannot.getMessage());
        } finally {
            using.unlock();
            closeIfOver();
        }
    }

    /** A worker may be in the middle of it: then it is the worker who closes. */
    @Override
    public void close() {
        over = true;
        closeIfOver();
    }

    private void closeIfOver() {
        if (over && rewriting != null && using.tryLock()) {
            try {
                rewriting.close();
            } finally {
                using.unlock();
            }
        }
    }
}
