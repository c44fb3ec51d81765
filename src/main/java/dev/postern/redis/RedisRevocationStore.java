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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private static final int MOST_LIFTED = 10_000;

    private final Link link;
    private final Names names;
    private final SealedRevocations sealed;
    private final InstantSource clock;
    private final Revoked revoked = new Revoked();
    /** When they were lifted: what was revoked before that is not taken up again. */
    private final Map<Target, Instant> lifted = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Target, Instant> eldest) {
            return size() > MOST_LIFTED;
        }
    };
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
        return link.ask(() -> link.withWire(wire -> store(wire, new Entry(State.HOLDS, revocation))).compose(change -> {
            lifted.remove(revocation.target());
            return change > 0 && revoked.add(revocation) ? Future.succeededFuture() : Future.failedFuture("no room for more than " + Revoked.MAXIMUM + " revocations");
        }));
    }

    @Override
    public Future<Boolean> lift(Target target) {
        Optional<Revocation> held = revoked.find(target, clock.instant());
        if (held.isEmpty()) {
            return Future.succeededFuture(false);
        }
        Revocation was = held.get();
        Entry entry = new Entry(State.LIFTED, new Revocation(target, was.why(), was.by(), clock.instant(), was.until()));
        return link.ask(() -> link.withWire(wire -> store(wire, entry)).map(change -> take(entry)));
    }

    private Future<Integer> store(Wire wire, Entry entry) {
        String field = names.revocation(entry.revocation().target().toString());
        return wire.run(REVOKE, List.of(names.revocations(), names.revocationOrder(), names.revocationLapses(), names.revocationChanges()),
                List.of(field, sealed.seal(field, entry), entry.revocation().until().toEpochMilli(), clock.millis(), Revoked.MAXIMUM))
                .map(Response::toInteger);
    }

    @Override
    public Revoked revoked() {
        return revoked;
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
                sealed.open(field, answer.get(i + 1).toBytes()).ifPresent(this::take);
            }
            return answer.size() > BATCH * 2 ? follow(wire) : Future.succeededFuture(caughtUp(wire));
        });
    }

    /** What is known here and not there goes there again, a batch each time. */
    private Void caughtUp(Wire wire) {
        Instant now = clock.instant();
        revoked.sweep(now);
        complete = true;
        if (goingThrough) {
            List<Revocation> missing = revoked.list().stream().filter(one -> one.holdsAt(now) && !told.contains(names.revocation(one.target().toString())))
                    .limit(BATCH).toList();
            missing.forEach(one -> store(wire, new Entry(State.HOLDS, one)));
            missing.forEach(one -> told.add(names.revocation(one.target().toString())));
            goingThrough = missing.size() == BATCH;
        }
        return null;
    }

    /** The later word holds, whatever order they come in. */
    private boolean take(Entry entry) {
        Revocation word = entry.revocation();
        Optional<Revocation> held = revoked.find(word.target(), clock.instant());
        return switch (entry.state()) {
            case LIFTED -> {
                lifted.put(word.target(), word.at());
                yield held.filter(one -> !one.at().isAfter(word.at())).isPresent() && revoked.remove(word.target());
            }
            case HOLDS -> {
                Instant end = lifted.get(word.target());
                boolean news = word.holdsAt(clock.instant()) && (end == null || !word.at().isBefore(end)) && held.filter(one -> !one.at().isBefore(word.at())).isEmpty();
                yield news && revoked.add(word);
            }
        };
    }
}
