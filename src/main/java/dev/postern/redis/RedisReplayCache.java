package dev.postern.redis;

import dev.postern.revocation.ReplayCache;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** What may be used once, over all replicas; its names are hashed. While the server cannot be asked, nobody is the first. Any thread. */
final class RedisReplayCache implements ReplayCache {

    private final Link link;
    private final Names names;
    private final InstantSource clock;

    RedisReplayCache(Link link, Names names, InstantSource clock) {
        this.link = link;
        this.names = names;
        this.clock = clock;
    }

    @Override
    public Future<Boolean> first(String scope, String id, Instant until) {
        long kept = Math.max(1, Duration.between(clock.instant(), until).toMillis());
        return link.ask(() -> link.withWire(wire -> wire.send(Request.cmd(Command.SET).arg(names.usedOnce(scope, id)).arg(1).arg("NX").arg("PX").arg(kept))))
                .map(answer -> answer != null);
    }

    @Override
    public Future<Void> giveBack(String scope, String id) {
        return link.ask(() -> link.withWire(wire -> wire.send(Request.cmd(Command.DEL).arg(names.usedOnce(scope, id))))).mapEmpty();
    }
}
