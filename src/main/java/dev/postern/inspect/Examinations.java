package dev.postern.inspect;

import dev.postern.exchange.Headers;
import dev.postern.exchange.RequestFacts;
import dev.postern.inspect.InspectionPlan.Settings;
import dev.postern.inspect.InspectionPlan.Step;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.logging.Logger;

/** The examinations of one exchange, in the order of their inspectors. Confined to its event loop. */
public final class Examinations {

    private static final Logger LOG = Logger.getLogger(Examinations.class);
    private static final Future<InspectedHead> CLEAR = Future.succeededFuture(new InspectedHead.Clear(Map.of()));

    /** Of an exchange on a route without inspectors. */
    public static final Examinations NONE = new Examinations(List.of(), Settings.standard(), Party.NOBODY);

    private final List<Step> steps;
    private final Settings settings;
    private final Party party;
    private final List<Examination> begun;

    Examinations(List<Step> steps, Settings settings, Party party) {
        this.steps = steps;
        this.settings = settings;
        this.party = party;
        this.begun = steps.isEmpty() ? List.of() : new ArrayList<>(steps.size());
    }

    /**
     * Shows the head of a message to every inspector, in order. Runs on the exchange's event loop, with the body paused.
     *
     * @return {@link InspectedHead.Clear} when nobody wants the body, else {@link InspectedHead.Watched}; fails with a {@code RefusedException} on a denial
     */
    public Future<InspectedHead> begin(Message message) {
        return steps.isEmpty() ? CLEAR : new HeadInspection(message, this, settings).run();
    }

    /** Names of the trailers of the answer that do not pass: its body has, so that it cannot be refused any more. One that fails lets none pass. */
    public Set<String> unfitTrailers(Headers trailers) {
        Set<String> unfit = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (Examination examination : begun) {
            try {
                unfit.addAll(examination.unfitTrailers(trailers));
            } catch (Throwable broken) {
                LOG.warnf("event=trailers-not-examined cause=%s", broken.getClass().getSimpleName());
                trailers.forEach((name, value) -> unfit.add(name));
            }
        }
        return unfit;
    }

    int size() {
        return steps.size();
    }

    String name(int step) {
        return steps.get(step).inspector().name();
    }

    /** They begin in order, each when it is asked for the first time. */
    Examination of(int step, RequestFacts facts) {
        if (step == begun.size()) {
            begun.add(steps.get(step).inspector().examine(facts, party, steps.get(step).profile()));
        }
        return begun.get(step);
    }

    /** What becomes of an upgrade, after its request has passed everybody. On the exchange's event loop. */
    public Conversation conversation() {
        List<ExaminedMessages.Named> looking = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Conversation said = i < begun.size() ? begun.get(i).conversation() : new Conversation.Refused(name(i));
            switch (said) {
                case Conversation.Refused refused -> {
                    return new Conversation.Refused(name(i));
                }
                case Conversation.Unseen unseen -> { }
                case Conversation.Examined examined -> looking.add(new ExaminedMessages.Named(name(i), examined.by()));
            }
        }
        return looking.isEmpty() ? new Conversation.Unseen() : new Conversation.Examined(new ExaminedMessages(looking, settings));
    }

    /** Whether an exchange that began now by this plan would be looked into in the same way. */
    public boolean areCurrent(InspectionPlan plan) {
        return plan.matches(steps, begun);
    }

    /** The exchange is over: done when everything is known that goes on record, mostly at once, or later on any thread. Never fails. */
    public Future<Void> conclude() {
        Future<Void> all = Future.succeededFuture();
        for (Examination examination : begun) {
            Future<Void> one = conclude(examination);
            Future<Void> before = all;
            all = one.isComplete() ? before : before.compose(done -> one);
        }
        return all;
    }

    private static Future<Void> conclude(Examination examination) {
        Future<Void> done;
        try {
            done = examination.conclude();
        } catch (Throwable broken) {
            done = Future.failedFuture(broken);
        }
        return done.otherwise(broken -> {
            LOG.warnf("event=examination-not-concluded cause=%s", broken.getClass().getSimpleName());
            return null;
        });
    }

    /** The exchange is over, and concluded: what has been found goes on record. */
    public List<Finding> close() {
        if (begun.isEmpty()) {
            return List.of();
        }
        List<Finding> found = new ArrayList<>();
        for (Examination examination : begun) {
            try {
                found.addAll(examination.close());
            } catch (Throwable broken) {
                LOG.warnf("event=examination-not-closed cause=%s", broken.getClass().getSimpleName());
            }
        }
        begun.clear();
        return found;
    }
}
