package dev.postern.redis;

import dev.postern.redis.RevocationBytes.Entry;
import dev.postern.redis.RevocationBytes.State;
import dev.postern.redis.SealedRevocations.By;
import dev.postern.redis.SealedRevocations.Opened;
import dev.postern.redis.StoredRevocations.Changes;
import dev.postern.redis.StoredRevocations.Stored;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Follows what the server holds, from its first change on with each new connection and each change of the keys, then from the last one known. Going through it all puts right
 * what is not as it should be there: what is known here and has vanished, or does not open, is stored again; what another key sealed is sealed by the first, so that the other
 * can be taken away. Each at most once in going through, as another replica may see it the other way round while keys change. On the link's event loop, but where it says otherwise.
 */
final class RevocationFollowing {

    /** Going through again for what was found on the way, in beats: ten seconds, and twice as many each time, up to ten minutes. */
    private static final int FIRST_PAUSE = 20;
    private static final int LONGEST_PAUSE = 1_200;

    private final StoredRevocations stored;
    private final LatestWords words;
    private final Unopened unopened = new Unopened();
    /** What the server holds, opened, while it is gone through. */
    private final Set<String> told = new HashSet<>();
    private boolean goingThrough;
    private String last = "0";
    /** Something is to be put right that only going through puts right. */
    private boolean amiss;
    private int beats;
    private int pause = FIRST_PAUSE;
    private volatile boolean keysChanged;
    private volatile boolean complete;

    RevocationFollowing(StoredRevocations stored, LatestWords words) {
        this.stored = stored;
        this.words = words;
    }

    /** Whether everything that the server held has been taken up once. Any thread. */
    boolean complete() {
        return complete;
    }

    /** What the server holds and nobody here knows. Any thread. */
    int unopened() {
        return unopened.count();
    }

    /** What did not open may open now, and what opens may not for long. Any thread; felt with the next beat. */
    void keysChanged() {
        keysChanged = true;
    }

    /** A new connection may lead to a server that knows more, or less. */
    void restart() {
        pause = FIRST_PAUSE;
        goThrough();
    }

    private void goThrough() {
        last = "0";
        told.clear();
        unopened.clear();
        goingThrough = true;
        amiss = false;
        beats = 0;
    }

    /** Takes up what has changed since the last beat. */
    Future<Void> follow(Wire wire) {
        if (keysChanged) {
            keysChanged = false;
            restart();
        } else if (amiss && ++beats >= pause) {
            pause = complete ? Math.min(pause * 2, LONGEST_PAUSE) : FIRST_PAUSE; // who waits to be ready keeps asking
            goThrough();
        }
        return proceed(wire);
    }

    private Future<Void> proceed(Wire wire) {
        return stored.since(wire, last).compose(changes -> {
            last = changes.last();
            return Future.join(heard(wire, changes)).transform(done -> changes.more() ? proceed(wire) : Future.succeededFuture(caughtUp(wire)));
        });
    }

    private List<Future<?>> heard(Wire wire, Changes changes) {
        Instant now = stored.clock().instant();
        return changes.stored().stream().<Future<?>>flatMap(one -> heard(wire, one, now).stream()).toList();
    }

    /** Takes one up. What is older than what is known here gives way there too, whoever put it there. */
    private Optional<Future<?>> heard(Wire wire, Stored one, Instant now) {
        Optional<Opened> opened = stored.open(one.field(), one.value());
        if (opened.isEmpty()) {
            unopened.add(one);
            return Optional.empty();
        }
        unopened.remove(one.field());
        Entry heard = opened.get().entry();
        words.take(heard, now);
        boolean first = goingThrough && told.add(one.field());
        Optional<Entry> later = words.on(heard.revocation().target(), now).filter(known -> LatestWords.isLater(known, heard));
        if (later.isPresent()) {
            return Optional.of(put(wire, one.field(), later.get(), one.value()));
        }
        if (opened.get().by() == By.FIRST || !heard.revocation().holdsAt(now)) {
            return Optional.empty();
        }
        amiss |= !first;
        return first ? Optional.of(put(wire, one.field(), heard, one.value())) : Optional.empty();
    }

    private Future<?> put(Wire wire, String field, Entry entry, byte[] instead) {
        return stored.put(wire, field, entry, instead).onFailure(failed -> amiss = true);
    }

    private Void caughtUp(Wire wire) {
        Instant now = stored.clock().instant();
        words.sweep(now);
        unopened.sweep(now);
        if (unopened.news() || goingThrough) {
            compare(wire, now);
        }
        if (!goingThrough) {
            complete |= unopened.isEmpty();
            amiss |= !unopened.isEmpty(); // it may be gone, of which nothing tells
            unopened.tell(complete ? "what is known holds, what they revoke is not known" : "not ready, and lets in nobody who could be revoked, until they open");
        }
        return null;
    }

    /** What is known here and not there goes there again, a batch each time. What does not open is known all the same if it was not said later than what is known. */
    private void compare(Wire wire, Instant now) {
        int room = StoredRevocations.BATCH;
        for (Entry known : words.all(now)) {
            String field = stored.field(known);
            Optional<Stored> there = unopened.find(field);
            if (there.isPresent() && !covers(known, there.get())) {
                continue;
            }
            if (goingThrough && !told.contains(field)) {
                if (room-- == 0) {
                    return;
                }
                told.add(field);
                put(wire, field, known, there.map(Stored::value).orElse(StoredRevocations.NOTHING));
            } else {
                amiss |= there.isPresent();
            }
            unopened.remove(field);
        }
        goingThrough = false;
        told.clear();
    }

    /** One that does not say when it was said could be a later one that revokes: only what revokes covers that. */
    private static boolean covers(Entry known, Stored there) {
        return there.said() <= known.revocation().at().toEpochMilli() && (known.state() == State.HOLDS || there.said() > 0);
    }
}
