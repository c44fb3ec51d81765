package dev.postern.redis;

import dev.postern.redis.RevocationBytes.Entry;
import java.util.Optional;
import java.util.function.Supplier;

/** Revocations as they are stored: sealed under the name of their field. */
record SealedRevocations(Supplier<KeyRing> ring) {

    byte[] seal(String field, Entry entry) {
        return ring.get().seal(field, 0, RevocationBytes.encode(entry));
    }

    Optional<Entry> open(String field, byte[] value) {
        return ring.get().open(field, value).flatMap(RevocationBytes::decode);
    }
}
