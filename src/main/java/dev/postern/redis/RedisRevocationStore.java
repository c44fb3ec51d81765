package dev.postern.redis;

import dev.postern.redis.RevocationBytes.Entry;
import dev.postern.redis.RevocationBytes.State;
import dev.postern.redis.StoredRevocations.Put;
import dev.postern.revocation.Revocation;
import dev.postern.revocation.RevocationStore;
import dev.postern.revocation.Revoked;
import dev.postern.revocation.Target;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Revocations that all replicas share, each sealed under its own name. Every replica holds them all in memory and learns of changes with each beat, so a server that is gone
 * takes none away. A revocation is taken away only by being lifted, which is stored as such: one that has vanished from the server, with its data or by somebody's hand, is
 * stored again by whoever knows it. Any thread; following the server is confined to the link's event loop.
 */
final class RedisRevocationStore implements RevocationStore {

    /** What is said on one target at several replicas at once finds its order. */
    private static final int TRIES = 5;
    private static final String FULL = "no room for more than " + Revoked.MAXIMUM + " revocations";

    private final Link link;
    private final StoredRevocations stored;
    private final InstantSource clock;
    private final LatestWords words = new LatestWords();
    private final RevocationFollowing following;

    RedisRevocationStore(Link link, StoredRevocations stored, InstantSource clock) {
        this.link = link;
        this.stored = stored;
        this.clock = clock;
        this.following = new RevocationFollowing(stored, words);
    }

    @Override
    public Future<Void> revoke(Revocation revocation) {
        return say(new Entry(State.HOLDS, revocation));
    }

    @Override
    public Future<Boolean> lift(Target target) {
        Optional<Revocation> held = revoked().find(target, clock.instant());
        if (held.isEmpty()) {
            return Future.succeededFuture(false);
        }
        Revocation was = held.get();
        return say(new Entry(State.LIFTED, new Revocation(target, was.why(), was.by(), clock.instant(), was.until()))).map(true);
    }

    private Future<Void> say(Entry word) {
        return link.ask(() -> link.withWire(wire -> say(wire, word, StoredRevocations.NOTHING, TRIES)));
    }

    /** What is there already, perhaps not heard of here yet, is taken up first: a word is stored as the latest or not at all. */
    private Future<Void> say(Wire wire, Entry word, byte[] there, int tries) {
        Entry latest = words.after(word, clock.instant());
        return stored.put(wire, stored.field(latest), latest, there).compose(put -> switch (put) {
            case Put.Done() -> words.take(latest, clock.instant()) ? Future.succeededFuture() : Future.failedFuture(FULL);
            case Put.NoRoom() -> Future.failedFuture(FULL);
            case Put.Another(byte[] other) -> {
                stored.open(stored.field(word), other).ifPresent(opened -> words.take(opened.entry(), clock.instant()));
                yield tries > 1 ? say(wire, word, other, tries - 1) : Future.failedFuture("it is being changed elsewhere");
            }
        });
    }

    @Override
    public Revoked revoked() {
        return words.revoked();
    }

    RevocationFollowing following() {
        return following;
    }
}
