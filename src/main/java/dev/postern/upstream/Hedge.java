package dev.postern.upstream;

import dev.postern.config.UpstreamConfig.HedgeConfig;
import java.util.Optional;

/**
 * The second copy of a request whose first is slow to be answered: waited for, dialled, sent, given up. At most one for an exchange, only at another available endpoint, and only with a
 * place in the circuit and a retry of the upstream's budget. It holds the place from the moment it is dialled until {@link #leave} or {@link #giveUp}. That it comes to nothing is no
 * failure of the exchange. Confined to the event loop of its exchange.
 */
final class Hedge {

    private final Destination destination;
    private final ForwardRequest forward;
    private final Dialled first;
    private final Race race;
    private final long timer;
    private Optional<Dialled> sent = Optional.empty();
    private boolean entered;
    private boolean over;

    /** What becomes of it. */
    interface Race {

        /** It has its connection: the request is to be written there as well. */
        void connected(Dialled to);

        /** There is no connection to be had. */
        void failed(Member asked, Throwable cause);
    }

    /** Starts to wait. */
    Hedge(Destination destination, ForwardRequest forward, Dialled first, Race race) {
        HedgeConfig config = destination.pool().definition().resilience().hedge().orElseThrow();
        this.destination = destination;
        this.forward = forward;
        this.first = first;
        this.race = race;
        this.timer = destination.pool().vertx().setTimer(config.after().toMillis(), due -> ask());
    }

    /** Its try, once it has its connection. */
    Optional<Dialled> sent() {
        return sent;
    }

    /** Whether somebody is asked, or about to be. */
    boolean isUnderWay() {
        return entered;
    }

    boolean isOn(Dialled to) {
        return sent.isPresent() && sent.get() == to;
    }

    private void ask() {
        Pool pool = destination.pool();
        Optional<Member> other = over || pool.isDraining() ? Optional.empty() : pool.balancer().beside(first.member());
        if (other.isPresent() && pool.circuit().enterHedge()) {
            entered = true;
            Dial.to(other.get(), destination, forward).connect().onComplete(this::dialled, cause -> failed(other.get(), cause));
        }
    }

    private void failed(Member asked, Throwable cause) {
        if (!over) {
            leave();
            race.failed(asked, cause);
        }
    }

    private void dialled(Dialled to) {
        if (over) {
            to.request().exceptionHandler(ended -> { });
            drop(to);
            return;
        }
        sent = Optional.of(to);
        to.member().hedged();
        race.connected(to);
    }

    /** It is under way no more, or is now the exchange's only try. Further calls do nothing. */
    void leave() {
        over = true;
        destination.pool().vertx().cancelTimer(timer);
        if (entered) {
            entered = false;
            destination.pool().circuit().leave();
        }
    }

    /** Its answer is not wanted. Further calls do nothing. */
    void giveUp() {
        leave();
        Optional<Dialled> asked = sent;
        sent = Optional.empty();
        asked.ifPresent(Hedge::drop);
    }

    /** A try that lost has not failed: nothing is held against its endpoint. */
    static void drop(Dialled loser) {
        loser.trying().failed(Forwarding.NOT_WANTED);
        loser.cut();
        loser.release();
    }
}
