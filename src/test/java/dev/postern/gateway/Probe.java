package dev.postern.gateway;

import dev.postern.exchange.Denial;
import dev.postern.exchange.Reason;
import dev.postern.exchange.RequestFacts;
import dev.postern.inspect.Direction;
import dev.postern.inspect.Examination;
import dev.postern.inspect.Inspection;
import dev.postern.inspect.Inspector;
import dev.postern.inspect.Message;
import dev.postern.inspect.Party;
import dev.postern.inspect.Verdict;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** An inspector whose verdicts are the test's, for one exchange at a time. */
final class Probe implements Inspector, Inspection {

    static final String ON = ", inspect: {probe: enforce}";

    private final Direction direction;
    private final Mode mode;
    Interest interest = Interest.READ;
    Supplier<Optional<Inspection>> begin = () -> Optional.of(this);
    Supplier<Future<Verdict>> head = () -> Future.succeededFuture(Verdict.RELEASE);
    Function<Buffer, Future<Verdict>> body = piece -> Future.succeededFuture(Verdict.RELEASE);
    Supplier<Future<Verdict>> end = () -> Future.succeededFuture(Verdict.RELEASE);

    Probe(Direction direction, Mode mode) {
        this.direction = direction;
        this.mode = mode;
    }

    /** Denies from the word {@code secret} on. */
    static Probe forSecrets(Direction direction, Mode mode) {
        Probe probe = new Probe(direction, mode);
        Reason reason = direction == Direction.REQUEST ? Reason.CONTENT_REFUSED : Reason.RESPONSE_REFUSED;
        probe.body = piece -> Future.succeededFuture(piece.toString().contains("secret") ? new Verdict.Deny(Denial.of(reason, "a secret")) : Verdict.RELEASE);
        return probe;
    }

    /** Passes everything on twice. */
    static Probe doubling(Direction direction, Mode mode) {
        Probe probe = new Probe(direction, mode);
        probe.interest = Interest.CHANGE;
        probe.body = piece -> Future.succeededFuture(new Verdict.Replace(piece.copy().appendBuffer(piece)));
        return probe;
    }

    /** Asks whichever probe is the current one. */
    static Inspector current(Supplier<Probe> probe) {
        return new Inspector() {
            @Override
            public String name() {
                return "probe";
            }

            @Override
            public Examination examine(RequestFacts facts, Party party, String profile) {
                return message -> probe.get().inspect(message);
            }
        };
    }

    @Override
    public String name() {
        return "probe";
    }

    @Override
    public Examination examine(RequestFacts facts, Party party, String profile) {
        return this::inspect;
    }

    private Optional<Inspection> inspect(Message message) {
        return message.direction() == direction ? begin.get() : Optional.empty();
    }

    @Override
    public Mode mode() {
        return mode;
    }

    @Override
    public Interest interest() {
        return interest;
    }

    @Override
    public long boundBytes() {
        return 1 << 20;
    }

    @Override
    public Future<Verdict> head() {
        return head.get();
    }

    @Override
    public Future<Verdict> body(Buffer piece) {
        return body.apply(piece);
    }

    @Override
    public Future<Verdict> end() {
        return end.get();
    }

    @Override
    public void close() { }
}
