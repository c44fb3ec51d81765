package dev.postern.dlp;

import dev.postern.coding.Decoded;
import dev.postern.config.DlpConfig.Body;
import dev.postern.content.UnreadableException;
import dev.postern.detect.InfoType;
import dev.postern.exchange.Denial;
import dev.postern.exchange.Headers;
import dev.postern.exchange.Reason;
import dev.postern.inspect.Conversation;
import dev.postern.inspect.Direction;
import dev.postern.inspect.Examination;
import dev.postern.inspect.Finding;
import dev.postern.inspect.Inspection;
import dev.postern.inspect.Inspector;
import dev.postern.inspect.Message;
import dev.postern.inspect.Party;
import dev.postern.inspect.Verdict;
import dev.postern.inspect.Workers;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** One exchange before data-loss prevention. Its two messages may be under way at once, each on one thread at a time. */
final class LossExamination implements Examination {

    private final Profile profile;
    private final Party party;
    private final Workers workers;
    private final Ledger ledger;
    private final AtomicInteger busy = new AtomicInteger();

    LossExamination(Profile profile, Party party, Workers workers) {
        this.profile = profile;
        this.party = party;
        this.workers = workers;
        this.ledger = new Ledger(profile.fingerprint());
    }

    @Override
    public Optional<Inspection> inspect(Message message) {
        Plan all = plan(message.direction());
        if (all.isEmpty()) {
            return Optional.empty();
        }
        Plan plan = all.inContent();
        if (plan.isEmpty()) {
            return Optional.of(new HeadOnly(this, message));
        }
        Redactor redactor = redactor(message.direction(), plan);
        return Optional.of(plan.body().delivery() == Body.Delivery.HOLD && profile.enforces()
                ? new HeldInspection(this, message, plan, redactor) : new StreamedInspection(this, message, plan, redactor));
    }

    private Plan plan(Direction direction) {
        return profile.plan(direction).of(party);
    }

    @Override
    public Conversation conversation() {
        LossMessages messages = new LossMessages(this, plan(Direction.REQUEST).inContent(), plan(Direction.RESPONSE).inContent());
        return messages.looks() ? new Conversation.Examined(messages) : new Conversation.Unseen();
    }

    /** Profiles that have not changed stay the same object. */
    @Override
    public boolean isCurrent(Inspector inspector, String name) {
        return inspector instanceof LossPrevention prevention && prevention.profile(name) == profile;
    }

    Redactor redactor(Direction direction, Plan plan) {
        return new Redactor(direction, plan, new Restorer(plan.restores(), profile.cards()), ledger);
    }

    /** Work over so many octets. */
    <T> Future<T> run(long bytes, Supplier<T> work) {
        busy.incrementAndGet();
        return workers.run(bytes, work).onComplete(done -> busy.decrementAndGet());
    }

    /** Where nothing can be changed: what would be is refused. */
    Redactor refusing(Direction direction, Plan plan) {
        return new Redactor(direction, plan.refusing(), Restorer.NONE, ledger);
    }

    /** A PDF, an office file or an archive: it cannot be changed, so what would be is refused. Takes a while. */
    Verdict document(Direction direction, Plan plan, byte[] body) {
        Redactor redactor = refusing(direction, plan);
        Optional<String> gap = OfficeText.read(body, redactor);
        if (redactor.blocked().isPresent() && profile.enforces()) {
            return refused(direction, redactor.blocked().get());
        }
        return gap.map(why -> unreadable(direction, plan, why)).orElse(Verdict.RELEASE);
    }

    boolean enforces() {
        return profile.enforces();
    }

    void tell(String rule, String what) {
        ledger.tell(rule, what);
    }

    /** What cannot be looked into passes only where the profile says so, and is on record. */
    Verdict unreadable(Direction direction, Plan plan, String why) {
        ledger.tell("unreadable", why);
        if (plan.body().unreadable() == Body.Unreadable.PASS || !profile.enforces()) {
            return Verdict.RELEASE;
        }
        return uninspected(direction, why);
    }

    /** Part of it has passed in another form: what follows cannot pass as it is. */
    Verdict cut(Direction direction, String why) {
        ledger.tell("unreadable", why);
        return uninspected(direction, why);
    }

    private static Verdict uninspected(Direction direction, String why) {
        Reason reason = switch (direction) {
            case REQUEST -> Reason.CONTENT_UNINSPECTED;
            case RESPONSE -> Reason.RESPONSE_REFUSED;
        };
        return new Verdict.Deny(Denial.of(reason, "data-loss prevention could not read it: " + why));
    }

    /** The target of a request, and headers. */
    Future<Verdict> head(Message message) {
        Plan plan = plan(message.direction());
        Verdict target = target(message, plan.inContent());
        return target instanceof Verdict.Deny ? Future.succeededFuture(target) : run(HeaderScan.bytes(message.headers()), () -> headers(message, plan));
    }

    private Verdict headers(Message message, Plan plan) {
        HeaderScan scan = new HeaderScan(plan, some -> redactor(message.direction(), some), some -> refusing(message.direction(), some)).over(message.headers());
        if (!profile.enforces()) {
            return Verdict.RELEASE;
        }
        if (scan.blocked().isPresent()) {
            return refused(message.direction(), scan.blocked().get());
        }
        if (scan.isUnwritable()) {
            return cut(message.direction(), "what was to stand in a header cannot");
        }
        return scan.changed().isEmpty() ? Verdict.RELEASE : new Verdict.Amend(scan.changed());
    }

    /** What came before them has passed: those that must not pass are left out. So are all where they are too many to be looked into here. */
    @Override
    public Set<String> unfitTrailers(Headers trailers) {
        Plan plan = plan(Direction.RESPONSE);
        if (plan.isEmpty()) {
            return Set.of();
        }
        if (HeaderScan.bytes(trailers) > Workers.ON_LOOP_BYTES) {
            ledger.tell("unreadable", "trailers longer than " + Workers.ON_LOOP_BYTES + " octets");
            Set<String> all = new TreeSet<>();
            trailers.forEach((name, value) -> all.add(name));
            return profile.enforces() && plan.body().unreadable() != Body.Unreadable.PASS ? all : Set.of();
        }
        HeaderScan scan = new HeaderScan(plan, some -> refusing(Direction.RESPONSE, some), some -> refusing(Direction.RESPONSE, some)).over(trailers);
        return profile.enforces() ? scan.refused() : Set.of();
    }

    /** The target of a request cannot be changed on its way: whatever would be is refused. */
    private Verdict target(Message message, Plan plan) {
        if (message.direction() == Direction.RESPONSE || message.target().isEmpty() || plan.isEmpty()) {
            return Verdict.RELEASE;
        }
        Redactor redactor = refusing(message.direction(), plan);
        int mark = message.target().indexOf('?');
        String path = mark < 0 ? message.target() : message.target().substring(0, mark);
        for (String form : mark < 0 ? List.of(path) : List.of(path, message.target().substring(mark + 1))) {
            try (Rewriting rewriting = Rewriting.of(BodyHead.TARGET, redactor, Rewriting.Output.DROPPED, Decoded.MODEST)) {
                rewriting.whole(form.getBytes(StandardCharsets.UTF_8));
            } catch (UnreadableException cannot) {
                return unreadable(message.direction(), plan, cannot.getMessage());
            }
        }
        return redactor.blocked().filter(type -> profile.enforces()).map(type -> refused(message.direction(), type)).orElse(Verdict.RELEASE);
    }

    /** The kind of data is told, never the data. */
    static Verdict refused(Direction direction, InfoType type) {
        Reason reason = switch (direction) {
            case REQUEST -> Reason.CONTENT_SENSITIVE;
            case RESPONSE -> Reason.RESPONSE_SENSITIVE;
        };
        return new Verdict.Deny(Denial.of(reason, type.name()).telling("Found: " + type.title() + "."));
    }

    @Override
    public List<Finding> close() {
        if (busy.get() > 0) {
            ledger.tell("unfinished", "the exchange ended while content was inspected");
        }
        return ledger.findings();
    }
}
