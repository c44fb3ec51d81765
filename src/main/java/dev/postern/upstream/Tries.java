package dev.postern.upstream;

import dev.postern.config.UpstreamConfig.RetryConfig.Condition;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The tries of one exchange that are under way: one, or two while it is hedged; none while the next is being connected. Of two that race for the head of an answer, the first that fails
 * leaves the exchange to the other, also to one that has no connection yet. Confined to the event loop of its exchange.
 */
final class Tries {

    private final Attempts attempts;
    private final Consumer<List<Dialled>> reached;
    private Optional<Dialled> current = Optional.empty();
    private Optional<Hedge> hedge = Optional.empty();
    private Optional<Condition> lost = Optional.empty();
    private boolean onHedge;

    /** @param reached told of what is under way whenever that changes */
    Tries(Attempts attempts, Consumer<List<Dialled>> reached) {
        this.attempts = attempts;
        this.reached = reached;
    }

    /** The try the exchange is on; of two, the first. */
    Optional<Dialled> current() {
        return current;
    }

    /** Whether the exchange is left on a try that began later than itself. */
    boolean isOnHedge() {
        return onHedge;
    }

    /** The exchange begins on it, or anew: it has all the time there is. */
    void first(Dialled to) {
        current = Optional.of(to);
        onHedge = false;
        tell();
    }

    /** It is to be hedged. */
    void hedged(Hedge second) {
        hedge = Optional.of(second);
    }

    /** The hedge has its connection. */
    void second(Dialled to) {
        if (current.isEmpty()) {
            goOnWith(to);
        } else {
            tell();
        }
    }

    boolean isCurrent(Dialled on) {
        return current.isPresent() && current.get() == on;
    }

    boolean isUnderWay(Dialled on) {
        return isCurrent(on) || hedge.filter(second -> second.isOn(on)).isPresent();
    }

    /** Whether there are two, of which the second may still be about to be connected. */
    boolean isRacing() {
        return current.isPresent() && hedge.filter(Hedge::isUnderWay).isPresent();
    }

    /** Whether both have been sent: an answer is given up for another that may come, not for one that has no connection yet. */
    boolean areBothSent() {
        return current.isPresent() && hedge.flatMap(Hedge::sent).isPresent();
    }

    /** One of two has failed: the other one is the exchange's now. @param why what it failed with, when that may be tried again */
    void lose(Dialled on, Optional<Condition> why) {
        attempts.avoid(on.member());
        Optional<Dialled> second = hedge.flatMap(Hedge::sent);
        if (!isCurrent(on)) {
            goOnWith(current.orElseThrow());
        } else if (second.isPresent()) {
            goOnWith(second.get());
        } else {
            lost = why;
            current = Optional.empty();
            Hedge.drop(on);
            tell();
        }
    }

    /** No other try is of interest. */
    void goOnWith(Dialled chosen) {
        if (hedge.isEmpty()) {
            return;
        }
        Hedge second = hedge.get();
        hedge = Optional.empty();
        onHedge = second.isOn(chosen);
        if (onHedge) {
            Optional<Dialled> first = current;
            current = Optional.of(chosen);
            second.leave();
            first.ifPresent(Hedge::drop);
        } else {
            second.giveUp();
        }
        tell();
    }

    /** The hedge has come to nothing. @return whether nothing is under way any more */
    boolean isOverWithoutHedge() {
        hedge = Optional.empty();
        return current.isEmpty();
    }

    /** Of a first try that failed before its hedge. */
    Optional<Condition> lost() {
        return lost;
    }

    /** None is of interest any more; what becomes of the current one is the caller's affair. */
    void leave() {
        current = Optional.empty();
        giveUpHedge();
    }

    void giveUpHedge() {
        hedge.ifPresent(Hedge::giveUp);
        hedge = Optional.empty();
    }

    private void tell() {
        boolean one = hedge.isEmpty() && current.isPresent();
        reached.accept(one ? List.of(current.get()) : Stream.concat(current.stream(), hedge.flatMap(Hedge::sent).stream()).toList());
    }
}
