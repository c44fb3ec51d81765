package dev.postern.upstream;

import dev.postern.config.UpstreamConfig.HedgeConfig;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The second copy of a request whose first is slow to be answered: waited for, dialled, sent, given up. At most one for an exchange, only at another available endpoint, and only with a
 * place in the circuit and a retry of the upstream's budget. It holds the place from the moment it is dialled until {@link #leave} or {@link #giveUp}. That it comes to nothing is no
 * failure of the exchange. Confined to the event loop of its exchange.
 */
final class Hedge {

    private final Destination destination;
    private final ForwardRequest forward;
    private final Dialled first;
    private final Consumer<Dialled> send;
    private final long timer;
    private Optional<Dialled> sent = Optional.empty();
    private boolean entered;
    private boolean over;

    /** Starts to wait. @param send writes the request to where it is to be asked as well */
    Hedge(Destination destination, ForwardRequest forward, Dialled first, Consumer<Dialled> send) {
        HedgeConfig config = destination.pool().definition().resilience().hedge().orElseThrow();
        this.destination = destination;
        this.forward = forward;
        this.first = first;
        this.send = send;
        this.timer = destination.pool().vertx().setTimer(config.after().toMillis(), due -> ask());
    }

    /** Its try, once it has its connection. */
    Optional<Dialled> sent() {
        return sent;
    }

    boolean isOn(Dialled to) {
        return sent.isPresent() && sent.get() == to;
    }

    private void ask() {
        Pool pool = destination.pool();
        boolean somebody = pool.members().stream().anyMatch(one -> one != first.member() && pool.isAvailable(one));
        if (!over && somebody && !pool.isDraining() && pool.circuit().enterHedge()) {
            entered = true;
            Dial.elsewhere(destination, forward, List.of(first.member())).connect().onComplete(this::dialled, nobody -> leave());
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
        send.accept(to);
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
