package dev.postern.edge;

import dev.postern.exchange.Denial;
import dev.postern.exchange.RequestFacts;

/** What is behind the edge. Called on the exchange's event loop; whatever it throws becomes an internal refusal. */
public interface ExchangeHandler {

    /** A request that is fit to be decided about. Its body is paused. */
    void handle(Downstream downstream, RequestFacts facts);

    /**
     * A request that was refused before anything else looked at it: answer it through {@link Answers}, and record it. {@link Downstream#rawMethod}, {@link Downstream#rawTarget} and
     * {@link Downstream#client} say what is known.
     */
    void refused(Downstream downstream, Denial denial);
}
