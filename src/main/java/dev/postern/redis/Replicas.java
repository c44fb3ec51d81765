package dev.postern.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * This replica among the others: it says that it is alive, and learns how many are. On each connection it is called anew, so that whatever was counted for
 * it on a connection that ended, with questions whose outcome is not known, is forgotten at once; a replica that was killed is forgotten after
 * {@link #LIFE}. Confined to the link's event loop, but for the number.
 */
final class Replicas {

    static final Duration LIFE = Duration.ofSeconds(5);
    private static final Script BEAT = Script.named("beat");

    private final Names names;
    private String self = "";
    private String before = "";
    private String lastEnd = "";
    private volatile int alive = 1;

    Replicas(Names names) {
        this.names = names;
    }

    /** The name under which this replica counts on this connection. */
    String self() {
        return self;
    }

    /** As last heard. */
    int alive() {
        return alive;
    }

    void rename() {
        before = self;
        self = UUID.randomUUID().toString();
    }

    /**
     * What a beat told.
     *
     * @param known   whether the server knew this replica by its name still
     * @param ends    sessions that have ended since the beat before: name, why
     * @param expired sessions that this beat has ended: name, value
     */
    record Heard(boolean known, Response ends, Response expired) {}

    Future<Heard> beat(Wire wire, long nowMillis) {
        return wire.run(BEAT, List.of(names.replicas(), names.ended(), names.byExpiry(), names.byUse(), names.byName()),
                List.of(self, before, LIFE.toMillis(), lastEnd, nowMillis, names.sessions())).map(this::heard);
    }

    private Heard heard(Response told) {
        before = "";
        alive = Math.max(1, told.get(1).toInteger());
        lastEnd = told.get(2).toString();
        return new Heard(told.get(0).toInteger() == 1, told.get(3), told.get(4));
    }
}
