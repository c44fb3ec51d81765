package dev.postern.redis;

import dev.postern.redis.RevocationBytes.Entry;
import dev.postern.redis.RevocationBytes.State;
import dev.postern.revocation.Revocation;
import dev.postern.revocation.Revoked;
import dev.postern.revocation.Target;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The latest word on each target, as far as it is known here: what is revoked, and when the last {@link #MOST_LIFTED} were lifted, so that what was said before is not taken up
 * again. Which word is the latest does not depend on the order in which they are heard. Confined to one event loop, but for {@link #revoked()}.
 */
final class LatestWords {

    private static final int MOST_LIFTED = 10_000;
    /** Of two words of the same moment the one that refuses holds, then the one that refuses for longer. */
    private static final Comparator<Entry> ORDER = Comparator.<Entry, Instant>comparing(entry -> entry.revocation().at())
            .thenComparing(entry -> entry.state() == State.HOLDS).thenComparing(entry -> entry.revocation().until());

    private final Revoked revoked = new Revoked();
    private final Map<Target, Revocation> lifted = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Target, Revocation> eldest) {
            return size() > MOST_LIFTED;
        }
    };

    Revoked revoked() {
        return revoked;
    }

    Optional<Entry> on(Target target, Instant now) {
        return revoked.find(target, now).map(word -> new Entry(State.HOLDS, word)).or(() -> Optional.ofNullable(lifted.get(target)).map(word -> new Entry(State.LIFTED, word)));
    }

    static boolean isLater(Entry one, Entry other) {
        return ORDER.compare(one, other) > 0;
    }

    /**
     * The same word, said after every other that is known on its target, whatever the clock of whoever said that showed: a word of a clock that is ahead must not outlast what an
     * operator says next. One that lifts lasts as long as what it lifts. Times are in whole milliseconds, as they are stored.
     */
    Entry after(Entry word, Instant now) {
        Revocation said = word.revocation();
        Optional<Revocation> last = on(said.target(), now).map(Entry::revocation);
        Instant at = last.map(before -> before.at().plusMillis(1)).filter(next -> next.isAfter(said.at())).orElse(said.at());
        Instant until = last.map(Revocation::until).filter(end -> word.state() == State.LIFTED && end.isAfter(said.until())).orElse(said.until());
        return new Entry(word.state(), new Revocation(said.target(), said.why(), said.by(), at.truncatedTo(ChronoUnit.MILLIS), until.truncatedTo(ChronoUnit.MILLIS)));
    }

    /** Takes a word up unless a later one is known. False when it is to hold and there is no room for it. */
    boolean take(Entry entry, Instant now) {
        Revocation word = entry.revocation();
        if (on(word.target(), now).filter(known -> !isLater(entry, known)).isPresent()) {
            return true;
        }
        return switch (entry.state()) {
            case LIFTED -> {
                lifted.remove(word.target()); // the one just said is the last to be forgotten
                lifted.put(word.target(), word);
                revoked.remove(word.target());
                yield true;
            }
            case HOLDS -> {
                boolean room = !word.holdsAt(now) || revoked.add(word);
                if (room && word.holdsAt(now)) {
                    lifted.remove(word.target());
                }
                yield room;
            }
        };
    }

    /** What has lapsed goes. */
    void sweep(Instant now) {
        revoked.sweep(now);
    }

    /** What is revoked now, then what was lifted that would still be. */
    List<Entry> all(Instant now) {
        List<Entry> all = new ArrayList<>(revoked.size() + lifted.size());
        revoked.list().stream().filter(word -> word.holdsAt(now)).forEach(word -> all.add(new Entry(State.HOLDS, word)));
        lifted.values().stream().filter(word -> word.holdsAt(now)).forEach(word -> all.add(new Entry(State.LIFTED, word)));
        return all;
    }
}
