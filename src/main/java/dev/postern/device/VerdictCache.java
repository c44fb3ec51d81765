package dev.postern.device;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps assessments for a short time, so that the requests of a warm connection cost a look-up. The one used longest ago goes first when it is full.
 *
 * <p>Chains are kept as their digests, so that an entry stays small whatever was presented. An assessment is used from when it was made
 * until time could change it, at most {@link #TTL}; a clock that went back makes a new one, and so does another generation of what is known of revocations.
 */
final class VerdictCache {

    static final Duration TTL = Duration.ofSeconds(60);

    private record Kept(Assessment assessment, Instant madeAt, Instant until, long generation) {}

    private final Map<ChainKey, Kept> kept;

    VerdictCache(int max) {
        this.kept = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<ChainKey, Kept> eldest) {
                return size() > max;
            }
        };
    }

    Optional<Assessment> find(ChainKey chain, Instant now, long generation) {
        Kept found;
        synchronized (kept) {
            found = kept.get(chain);
        }
        return found != null && found.generation == generation && !now.isBefore(found.madeAt) && now.isBefore(found.until) ? Optional.of(found.assessment) : Optional.empty();
    }

    void keep(ChainKey chain, Assessment assessment, Instant now, long generation) {
        Instant expires = now.plus(TTL);
        Kept entry = new Kept(assessment, now, assessment.until().isBefore(expires) ? assessment.until() : expires, generation);
        synchronized (kept) {
            kept.put(chain, entry);
        }
    }

    int size() {
        synchronized (kept) {
            return kept.size();
        }
    }
}
