package dev.postern.inspect;

import dev.postern.exchange.Headers;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one inspector has to do with one exchange: both its messages are shown to the same examination, so that what the request showed is known when the answer comes.
 * Confined to the exchange's event loop.
 */
@FunctionalInterface
public interface Examination {

    /** The inspection of one message, or nothing when the profile asks for none in this direction. Must not block. */
    Optional<Inspection> inspect(Message message);

    /** Names of the answer's trailers, at least one, that must not pass. Asked when its body has. Must not block. */
    default Set<String> unfitTrailers(Headers trailers) {
        return Set.of();
    }

    /**
     * What becomes of an upgrade, asked for once the request that wants it has passed. Who does not say that it looks into messages, or that messages are none of its business, lets none
     * happen: what cannot be looked into does not pass.
     */
    default Conversation conversation() {
        return new Conversation.Refused("");
    }

    /** Whether what was permitted would be looked into in the same way by this inspector of another configuration, with this profile. */
    default boolean isCurrent(Inspector inspector, String profile) {
        return true;
    }

    /**
     * The exchange is over, and this is what is still to be worked out before it goes on record; called exactly once, before
     * {@link #close}. Must not block: work over a millisecond
     * belongs on a bounded pool. May be completed on any thread; one that fails is closed nevertheless.
     */
    default Future<Void> conclude() {
        return Future.succeededFuture();
    }

    /** The exchange is over, after its inspections have been closed and {@link #conclude} is done; called exactly once. What it gives goes on record. Must not block. */
    default List<Finding> close() {
        return List.of();
    }
}
