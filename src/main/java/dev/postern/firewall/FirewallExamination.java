package dev.postern.firewall;

import dev.postern.coding.Decoded;
import dev.postern.exchange.Denial;
import dev.postern.exchange.Manner;
import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import dev.postern.exchange.RequestFacts;
import dev.postern.inspect.Conversation;
import dev.postern.inspect.Direction;
import dev.postern.inspect.Examination;
import dev.postern.inspect.Finding;
import dev.postern.inspect.Inspection;
import dev.postern.inspect.Message;
import dev.postern.inspect.Verdict;
import dev.postern.inspect.Workers;
import dev.postern.waf.Interruption;
import dev.postern.waf.Transaction;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One exchange before the firewall. Its transaction is touched by one thread at a time: by the event loop, or by a worker while the loop waits for it. An exchange that ends meanwhile is
 * reported as it stood before.
 */
final class FirewallExamination implements Examination {

    /** Statuses that go with a field of which a rule says nothing (RFC 9110 §15.5.2, §15.5.6, §15.5.8, §15.5.22). */
    private static final Set<Integer> DEMANDING = Set.of(401, 405, 407, 426);

    private final Ruling ruling;
    private final Workers workers;
    private final Transaction transaction;
    private final List<Finding> told = Collections.synchronizedList(new ArrayList<>());
    private final AtomicReference<Future<Verdict>> last = new AtomicReference<>(Future.succeededFuture(Verdict.RELEASE));
    private long octets; // that rules can look at so far; like the transaction, of whose turn it is
    private Optional<List<Finding>> found = Optional.empty(); // when the last phase has run

    FirewallExamination(Ruling ruling, RequestFacts facts, Workers workers) {
        this.ruling = ruling;
        this.workers = workers;
        this.transaction = ruling.begin(Asked.connection(facts));
    }

    @Override
    public Optional<Inspection> inspect(Message message) {
        return Optional.of(switch (message.direction()) {
            case REQUEST -> new MessageInspection(this, new RequestPhases(message), ruling.config().requestBody());
            case RESPONSE -> new MessageInspection(this, new ResponsePhases(message), ruling.config().responseBody());
        });
    }

    /** Rules are about requests and responses: an upgrade is judged as a request, and what follows it is neither. */
    @Override
    public Conversation conversation() {
        return new Conversation.Unseen();
    }

    /** After what is under way: an upstream may answer while a worker still judges what it was asked. */
    Future<Verdict> inTurn(Supplier<Future<Verdict>> step) {
        Promise<Verdict> mine = Promise.promise();
        last.getAndSet(mine.future()).transform(done -> step.get()).onComplete(mine);
        return mine.future();
    }

    /**
     * Runs rules, and gives what they decided. Part of a step that is in turn.
     *
     * @param more octets they can look at for the first time; what they could look at before, each phase can look at again
     */
    Future<Verdict> run(Direction direction, long more, Consumer<Transaction> phases) {
        octets += more;
        return workers.run(octets, () -> {
            phases.accept(transaction);
            return transaction.interruption();
        }).map(found -> found.filter(stop -> ruling.mayRefuse()).map(stop -> deny(direction, stop)).orElse(Verdict.RELEASE));
    }

    /** As much of a body without its content codings. How long it takes to read is not known by its length. Part of a step that is in turn. */
    Future<Decoded> decoded(byte[] body, String contentEncoding, long limitBytes) {
        return workers.run(Workers.MUCH, () -> Decoded.of(body, contentEncoding, Decoded.modest(limitBytes)));
    }

    Transaction transaction() {
        return transaction;
    }

    /** Whether anything is refused. Part of a step that is in turn. */
    boolean enforces() {
        return ruling.mayRefuse() && (ruling.enforces() || transaction.enforces());
    }

    /** One more line for the record. */
    void tell(String rule, String what) {
        told.add(new Finding(Firewall.NAME, rule, what, "", "", 0));
    }

    private static Verdict deny(Direction direction, Interruption stop) {
        Reason reason = switch (direction) {
            case REQUEST -> Reason.CONTENT_REFUSED;
            case RESPONSE -> Reason.RESPONSE_REFUSED;
        };
        return new Verdict.Deny(Denial.of(reason, "rule " + stop.ruleId() + " of the firewall").by(manner(direction, stop.kind())));
    }

    /** As the rule wants it, as far as that is an answer: a status that is none of a refusal, or an address that is none, leaves the usual one. */
    private static Manner manner(Direction direction, Interruption.Kind kind) {
        return switch (kind) {
            case Interruption.Deny deny -> status(direction, deny.status());
            case Interruption.Drop _ -> Manner.SILENT;
            case Interruption.Redirect redirect -> Manner.Elsewhere.isLocation(redirect.location()) ? new Manner.Elsewhere(redirect.location()) : Manner.USUAL;
        };
    }

    /** A response is refused with 502, which says whose it was, unless a rule names another status than the usual one. */
    private static Manner status(Direction direction, int status) {
        boolean usual = direction == Direction.RESPONSE && status == Reason.CONTENT_REFUSED.status();
        return status < 400 || status > 599 || usual || DEMANDING.contains(status) ? Manner.USUAL : new Manner.Status(status);
    }

    /** The last phase, after all others, unless one of them is still running or failed. It is run in any case then: when no thread has room, here. */
    @Override
    public Future<Void> conclude() {
        return !last.get().succeeded() ? Future.succeededFuture() : inTurn(() -> workers.run(octets, this::finish)
                .recover(full -> full instanceof RefusedException ? Future.succeededFuture(finish()) : Future.failedFuture(full))).mapEmpty();
    }

    private Verdict finish() {
        transaction.finish();
        found = Optional.of(Findings.of(transaction));
        return Verdict.RELEASE;
    }

    @Override
    public List<Finding> close() {
        if (found.isEmpty()) {
            tell("unfinished", "the exchange ended while rules ran");
            return List.copyOf(told);
        }
        List<Finding> all = new ArrayList<>(told);
        all.addAll(found.get());
        return all;
    }
}
