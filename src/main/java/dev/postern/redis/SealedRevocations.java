package dev.postern.redis;

import dev.postern.redis.RevocationBytes.Entry;
import java.util.Optional;
import java.util.function.Supplier;

/** Revocations as they are stored: sealed under the name of their field. Their version says, in clear, when they were said, so that one that does not open can still be told from a later one. */
record SealedRevocations(Supplier<KeyRing> ring) {

    /** Which key sealed it: the one that seals now, or one that may be gone soon. */
    enum By { FIRST, ANOTHER }

    record Opened(Entry entry, By by) {}

    byte[] seal(String field, Entry entry) {
        return ring.get().seal(field, entry.revocation().at().toEpochMilli(), RevocationBytes.encode(entry));
    }

    Optional<Opened> open(String field, byte[] value) {
        KeyRing now = ring.get();
        return now.open(field, value).flatMap(RevocationBytes::decode).map(entry -> new Opened(entry, now.isFirst(value) ? By.FIRST : By.ANOTHER));
    }
}
