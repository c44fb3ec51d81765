package dev.postern.revocation;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** A replay cache of this process alone. At most {@link #MAXIMUM} ids, kept as hashes; at the bound what has lapsed goes, and if nothing has, nobody is let through. Any thread. */
public final class MemoryReplayCache implements ReplayCache {

    public static final int MAXIMUM = 100_000;

    private final InstantSource clock;
    private final int maximum;
    private final Map<String, Instant> seen = new HashMap<>();
    private Instant nextSweep = Instant.EPOCH;

    public MemoryReplayCache(InstantSource clock) {
        this(clock, MAXIMUM);
    }

    MemoryReplayCache(InstantSource clock, int maximum) {
        this.clock = clock;
        this.maximum = maximum;
    }

    @Override
    public synchronized Future<Boolean> first(String scope, String id, Instant until) {
        Instant now = clock.instant();
        if (seen.size() >= maximum && !makeRoom(now)) {
            return Future.failedFuture("too many ids are remembered");
        }
        String key = key(scope, id);
        Instant known = seen.get(key);
        if (known != null && now.isBefore(known)) {
            return Future.succeededFuture(false);
        }
        seen.put(key, until);
        return Future.succeededFuture(true);
    }

    @Override
    public synchronized Future<Void> giveBack(String scope, String id) {
        seen.remove(key(scope, id));
        return Future.succeededFuture();
    }

    private static String key(String scope, String id) {
        return hash(scope + '\n' + id);
    }

    /** Looks at most once a second: a full cache under fire must not be searched each time. */
    private boolean makeRoom(Instant now) {
        if (now.isBefore(nextSweep)) {
            return false;
        }
        nextSweep = now.plusSeconds(1);
        seen.values().removeIf(until -> !now.isBefore(until));
        return seen.size() < maximum;
    }

    private static String hash(String text) {
        try {
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
