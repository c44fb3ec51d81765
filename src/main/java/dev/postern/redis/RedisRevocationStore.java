package dev.postern.redis;

import dev.postern.redis.RevocationBytes.Entry;
import dev.postern.redis.RevocationBytes.State;
import dev.postern.revocation.Revocation;
import dev.postern.revocation.RevocationStore;
import dev.postern.revocation.Revoked;
import dev.postern.revocation.Target;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Revocations that all replicas share, each sealed under its own name. Every replica holds them all in memory and learns of changes with each beat, so a server that is gone
 * takes none away. A revocation is taken away only by being lifted, which is stored as such: one that has vanished from the server, with its data or by somebody's hand, is
 * stored again by whoever knows it. Any thread; following the server is confined to the link's event loop.
 */
final class RedisRevocationStore implements RevocationStore {

    private static final Script REVOKE = Script.named("revoke");
    private static final Script REVOKED = Script.named("revoked");
    private static final int BATCH = 500;
    private static final byte[] NOTHING = {};
    /** What is said on one target at several replicas at once finds its order. */
    private static final int TRIES = 5;
    /** Answers of {@link #REVOKE}. */
    private static final int NO_ROOM = 0;
    private static final int ANOTHER = -1;

    private final Link link;
    private final Names names;
    private final SealedRevocations sealed;
    private final InstantSource clock;
    private final LatestWords words = new LatestWords();
    /** What the server holds, while it is gone through from the first change. */
    private final Set<String> told = new HashSet<>();
    private boolean goingThrough;
    private String known = "0";
    private volatile boolean complete;

    RedisRevocationStore(Link link, Names names, SealedRevocations sealed, InstantSource clock) {
        this.link = link;
        this.names = names;
        this.sealed = sealed;
        this.clock = clock;
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
        return link.ask(() -> link.withWire(wire -> say(wire, word, NOTHING, TRIES)));
    }

    /** What is there already, perhaps not heard of here yet, is taken up first: a word is stored as the latest or not at all. */
    private Future<Void> say(Wire wire, Entry word, byte[] there, int tries) {
        Entry latest = words.after(word, clock.instant());
        return store(wire, latest, there).compose(answer -> switch (answer.get(0).toInteger()) {
            case NO_ROOM -> Future.failedFuture("no room for more than " + Revoked.MAXIMUM + " revocations");
            case ANOTHER -> {
                byte[] other = answer.get(1).toBytes();
                sealed.open(field(word), other).ifPresent(entry -> words.take(entry, clock.instant()));
                yield tries > 1 ? say(wire, word, other, tries - 1) : Future.failedFuture("it is being changed elsewhere");
            }
            default -> words.take(latest, clock.instant()) ? Future.succeededFuture() : Future.failedFuture("no room for more than " + Revoked.MAXIMUM + " revocations");
        });
    }

    private String field(Entry entry) {
        return names.revocation(entry.revocation().target().toString());
    }

    private Future<Response> store(Wire wire, Entry entry, byte[] instead) {
        String field = field(entry);
        return wire.run(REVOKE, List.of(names.revocations(), names.revocationOrder(), names.revocationLapses(), names.revocationChanges()),
                List.of(field, sealed.seal(field, entry), entry.revocation().until().toEpochMilli(), clock.millis(), Revoked.MAXIMUM, instead));
    }

    @Override
    public Revoked revoked() {
        return words.revoked();
    }

    /** Whether everything that the server held has been taken up once. */
    boolean complete() {
        return complete;
    }

    /** A new connection may lead to a server that knows more, or less. */
    void restart() {
        known = "0";
        told.clear();
        goingThrough = true;
    }

    /** Takes up what has changed since the last beat. */
    Future<Void> follow(Wire wire) {
        return wire.run(REVOKED, List.of(names.revocations(), names.revocationOrder()), List.of(known, BATCH)).compose(answer -> {
            known = answer.get(0).toString();
            for (int i = 1; i + 1 < answer.size(); i += 2) {
                String field = answer.get(i).toString(StandardCharsets.UTF_8);
                if (goingThrough) {
                    told.add(field);
                }
                byte[] value = answer.get(i + 1).toBytes();
                sealed.open(field, value).ifPresent(entry -> take(wire, entry, value));
            }
            return answer.size() > BATCH * 2 ? follow(wire) : Future.succeededFuture(caughtUp(wire));
        });
    }

    /** What is known here and not there goes there again, a batch each time. */
    private Void caughtUp(Wire wire) {
        Instant now = clock.instant();
        words.sweep(now);
        complete = true;
        if (goingThrough) {
            List<Entry> missing = words.all(now).stream().filter(word -> !told.contains(field(word))).limit(BATCH).toList();
            missing.forEach(word -> store(wire, word, NOTHING));
            missing.forEach(word -> told.add(field(word)));
            goingThrough = missing.size() == BATCH;
        }
        return null;
    }

    /** What is older than what is known here gives way there too, whoever put it there. */
    private void take(Wire wire, Entry heard, byte[] value) {
        Instant now = clock.instant();
        words.take(heard, now);
        words.on(heard.revocation().target(), now).filter(known -> LatestWords.isLater(known, heard)).ifPresent(later -> store(wire, later, value));
    }
}
