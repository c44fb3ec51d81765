package dev.postern.dlp;

import dev.postern.config.DlpConfig.Body;
import dev.postern.inspect.Direction;
import dev.postern.inspect.MessageExamination;
import dev.postern.inspect.Verdict;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * The messages of a WebSocket before data-loss prevention: each is a body of its own, that is there as a whole. Text is JSON or XML when it begins like it, else text; binary is read as a body is
 * of which nothing is said.
 */
final class LossMessages implements MessageExamination {

    private static final BodyHead TEXT = new BodyHead("text/plain; charset=utf-8", "", Optional.empty());
    private static final BodyHead BINARY = new BodyHead("", "", Optional.empty());

    private final LossExamination examination;
    private final Plan request;
    private final Plan response;

    LossMessages(LossExamination examination, Plan request, Plan response) {
        this.examination = examination;
        this.request = request;
        this.response = response;
    }

    /** Whether at any of them. */
    boolean looks() {
        return !reach(Direction.REQUEST).equals(Reach.NONE) || !reach(Direction.RESPONSE).equals(Reach.NONE);
    }

    @Override
    public Reach reach(Direction direction) {
        Plan plan = plan(direction);
        if (plan.isEmpty() || plan.body().inspect() == Body.Inspect.OFF) {
            return Reach.NONE;
        }
        boolean passes = plan.body().unreadable() == Body.Unreadable.PASS || !examination.enforces();
        return new Reach((int) Math.min(plan.body().limit(), Integer.MAX_VALUE - 8), passes ? Beyond.PASS : Beyond.REFUSE);
    }

    private Plan plan(Direction direction) {
        return switch (direction) {
            case REQUEST -> request;
            case RESPONSE -> response;
        };
    }

    @Override
    public Future<Verdict> examine(Direction direction, Kind kind, byte[] octets) {
        Plan plan = plan(direction);
        BodyHead head = switch (kind) {
            case TEXT -> TEXT;
            case BINARY -> BINARY;
        };
        Future<Verdict> verdict = new WholeBody(examination, direction, plan, examination.redactor(direction, plan), head).judge(octets);
        return examination.enforces() ? verdict : verdict.map(Verdict.RELEASE);
    }

    @Override
    public void unread(Direction direction, String why) {
        examination.tell("unreadable", why);
    }
}
