package dev.postern.inspect;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A message whose head has passed every inspector. */
public sealed interface InspectedHead {

    /** The values of headers that pass in place of those that came, all of each name. */
    Map<String, List<String>> amended();

    /** Nobody wants the body: pass it on as it is. */
    record Clear(Map<String, List<String>> amended) implements InspectedHead {}

    /** Somebody wants the body. Either {@link #over} or {@link #close} must be called; confined to the exchange's event loop. */
    final class Watched implements InspectedHead {

        private final List<Stage> stages;
        private final Chain.Terms terms;
        private final Map<String, List<String>> amended;
        private boolean used;

        Watched(List<Stage> stages, Chain.Terms terms, Map<String, List<String>> amended) {
            this.stages = new ArrayList<>(stages);
            this.terms = terms;
            this.amended = amended;
        }

        @Override
        public Map<String, List<String>> amended() {
            return amended;
        }

        /** Whether the body may come out other than it went in: {@code Content-Length} and digests of the body must not be passed on. */
        public boolean mayChange() {
            return stages.stream().anyMatch(Stage::mayChange);
        }

        /** Whether nothing, not even the head, may be sent before {@link InspectedBody#ready}. */
        public boolean holds() {
            return stages.stream().anyMatch(Stage::holds);
        }

        /**
         * The inspected body. {@code source} must have been paused since its head came, or what has passed is lost; call on the event loop both run on.
         *
         * @throws IllegalStateException when called twice, closed, or not on an event loop
         */
        public InspectedBody over(ReadStream<Buffer> source) {
            if (used) {
                throw new IllegalStateException("the body has been taken or given up already");
            }
            Chain chain = new Chain(stages, terms);
            used = true;
            return InspectedBody.over(source, chain);
        }

        /** Gives the body up without inspecting it; does nothing once the body has been taken. */
        public void close() {
            if (!used) {
                used = true;
                stages.forEach(Stage::close);
            }
        }
    }
}
