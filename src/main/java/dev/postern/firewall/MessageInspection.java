package dev.postern.firewall;

import dev.postern.coding.CodingException;
import dev.postern.coding.CodingException.Problem;
import dev.postern.coding.Decoded;
import dev.postern.config.WafConfig.Body;
import dev.postern.config.WafConfig.Body.Beyond;
import dev.postern.exchange.Denial;
import dev.postern.exchange.Reason;
import dev.postern.inspect.Inspection;
import dev.postern.inspect.Verdict;
import dev.postern.waf.Extent;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/** One message before the firewall: its head is judged at once, its body when it is complete or as much of it as may be held has come. */
final class MessageInspection implements Inspection {

    private static final byte[] NOTHING = {};
    private static final long PIECE = 1 << 20;
    private static final Future<Verdict> HOLD = Future.succeededFuture(Verdict.HOLD);
    private static final Future<Verdict> RELEASE = Future.succeededFuture(Verdict.RELEASE);

    private final FirewallExamination examination;
    private final Phases phases;
    private final Body terms;
    private final Buffer held = Buffer.buffer();
    private Interest interest = Interest.NONE;
    private boolean judged;
    private Allowance allowance;

    MessageInspection(FirewallExamination examination, Phases phases, Body terms) {
        this.examination = examination;
        this.phases = phases;
        this.terms = terms;
        this.allowance = Allowance.strict(terms);
    }

    /** A body that may go on past its limit cannot be held to its end. Which it is, is known when the head has been judged. */
    @Override
    public Mode mode() {
        return allowance.beyond() == Beyond.PASS ? Mode.STREAM : Mode.HOLD;
    }

    @Override
    public Interest interest() {
        return interest;
    }

    /** What arrives in one piece with the last octet that may be held is held as well. */
    @Override
    public long boundBytes() {
        return allowance.beyond() == Beyond.PASS ? allowance.limitBytes() + PIECE : allowance.limitBytes();
    }

    @Override
    public Future<Verdict> head() {
        return examination.inTurn(() -> examination.run(phases.direction(), phases.headBytes(), phases::head)
                .compose(verdict -> verdict instanceof Verdict.Deny ? Future.succeededFuture(verdict) : afterHead()));
    }

    private Future<Verdict> afterHead() {
        allowance = Allowance.of(terms, examination, phases.limit(examination.transaction()));
        boolean wanted = terms.inspect() == Body.Inspect.ON && phases.mayHaveBody() && phases.wantsBody(examination.transaction());
        if (!wanted) {
            return judge(NOTHING, Extent.WHOLE);
        }
        interest = Interest.READ;
        return RELEASE;
    }

    @Override
    public Future<Verdict> body(Buffer piece) {
        if (judged) {
            return RELEASE;
        }
        held.appendBuffer(piece);
        long limit = allowance.limitBytes();
        if (held.length() <= limit) {
            return HOLD;
        }
        return overLimit().orElseGet(() -> judgeInTurn(held.getBytes(0, (int) limit), Extent.CUT));
    }

    /** The refusal of a body that is longer than may be held, as it came or once it is decoded; empty, and on record, where the first octets are to be judged alone. */
    private Optional<Future<Verdict>> overLimit() {
        if (allowance.beyond() == Beyond.REFUSE) {
            return Optional.of(Future.succeededFuture(new Verdict.Deny(uninspected("longer than the " + allowance.limitBytes() + " octets that the firewall may hold"))));
        }
        examination.tell("uninspected", "of a body, the first " + allowance.limitBytes() + " octets alone were inspected");
        return Optional.empty();
    }

    @Override
    public Future<Verdict> end() {
        return judged ? RELEASE : judgeInTurn(held.getBytes(0, held.length()), Extent.WHOLE);
    }

    private Future<Verdict> judgeInTurn(byte[] body, Extent extent) {
        judged = true;
        return examination.inTurn(() -> judge(body, extent));
    }

    /** No more than may be held comes out of a coding either: what rules cost is bounded by that. */
    private Future<Verdict> judge(byte[] body, Extent extent) {
        judged = true;
        if (body.length == 0 || phases.contentEncoding().isEmpty()) {
            return rules(body, extent);
        }
        return examination.decoded(body, phases.contentEncoding(), allowance.limitBytes())
                .compose(decoded -> decoded.error().map(error -> flawed(decoded, extent, error)).orElseGet(() -> rules(decoded.content(), extent)));
    }

    /** What was cut is cut again or does not come to the end of its coding, and that is on record; anything else that is wrong with it is not. */
    private Future<Verdict> flawed(Decoded decoded, Extent extent, CodingException error) {
        boolean tooLarge = error.problem() == Problem.TOO_LARGE;
        if (extent == Extent.CUT && (tooLarge || error.problem() == Problem.TRUNCATED)) {
            return rules(decoded.content(), Extent.CUT);
        }
        return tooLarge ? overLimit().orElseGet(() -> rules(decoded.content(), Extent.CUT)) : unreadable(decoded, error.getMessage());
    }

    private Future<Verdict> rules(byte[] body, Extent extent) {
        return examination.run(phases.direction(), body.length, transaction -> phases.body(transaction, body, extent));
    }

    /** What is coded in a way that cannot be read has not been inspected. */
    private Future<Verdict> unreadable(Decoded decoded, String why) {
        if (allowance.unreadable() == Beyond.REFUSE) {
            return Future.succeededFuture(new Verdict.Deny(uninspected("the body could not be read, " + why)));
        }
        examination.tell("uninspected", "of a body, what could be read alone was inspected: " + why);
        return rules(decoded.content(), Extent.CUT);
    }

    private Denial uninspected(String why) {
        Reason reason = switch (phases.direction()) {
            case REQUEST -> Reason.CONTENT_UNINSPECTED;
            case RESPONSE -> Reason.RESPONSE_REFUSED;
        };
        return Denial.of(reason, why);
    }

    @Override
    public void close() { }
}
