package dev.postern.redis;

import static dev.postern.redis.Shared.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.SharedStateConfig;
import dev.postern.limit.ConcurrencyStore.Seat;
import dev.postern.limit.Lease;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What opens and ends between what a new connection is told is open and its being used; the greeting waits for the test there. */
@Tag("e2e")
class PlacesWhileGreetedTest {

    private static final List<Seat> ENDS = List.of(new Seat("open", "alice", 1));
    private static final List<Seat> OPENS = List.of(new Seat("open", "bob", 1));

    @TempDir
    private Path dir;
    private final Vertx vertx = Vertx.vertx();
    private final Promise<Void> told = Promise.promise();
    private final Promise<Void> go = Promise.promise();
    private Replicas replicas;
    private RedisConcurrencyStore store;

    private Future<Void> greet(Wire wire) {
        replicas.rename();
        return replicas.beat(wire, Instant.now().toEpochMilli()).compose(heard -> store.tell(wire)).onComplete(told).compose(done -> go.future());
    }

    private Link link(SharedStateConfig config) {
        Names names = new Names(config.redis().prefix(), config.nameSecret());
        replicas = new Replicas(names);
        Link link = new Link(vertx, config.redis(), this::greet);
        store = new RedisConcurrencyStore(link, names, replicas);
        return link;
    }

    @Test
    void countAsTheyAre() throws Exception {
        try (RedisServer redis = RedisServer.plain(dir); Replica other = new Replica(Shared.config(redis.port(), Optional.empty(), Shared.UNHURRIED, Shared.OLD)).up();
                Link link = link(Shared.config(redis.port(), Optional.empty(), Shared.UNHURRIED, Shared.OLD))) {
            Lease before = await(store.enter(ENDS)).orElseThrow();
            link.start();
            await(told.future());
            before.release();
            Lease meanwhile = await(store.enter(OPENS)).orElseThrow();
            go.complete();
            Shared.until("the link", link::up);
            await(other.state.concurrency().enter(ENDS)).orElseThrow().release();
            assertTrue(await(other.state.concurrency().enter(OPENS)).isEmpty(), "the one that opened counts");
            meanwhile.release();
            Shared.until("all places to be free", () -> redis.cli("keys", "postern:c:*").equals(List.of("")));
            assertEquals(0, link.lost());
            assertFalse(store.astray());
        } finally {
            await(vertx.close());
        }
    }
}
