package dev.postern.redis;

import dev.postern.identity.SessionBytes;
import dev.postern.identity.SessionKey;
import dev.postern.identity.StoredSession;
import java.util.Optional;

/** Sessions as they are stored: sealed under their own name, and believed only if everything in them agrees. */
final class SealedSessions {

    private volatile KeyRing ring;

    SealedSessions(KeyRing ring) {
        this.ring = ring;
    }

    void replace(KeyRing changed) {
        ring = changed;
    }

    KeyRing ring() {
        return ring;
    }

    /** @throws IllegalArgumentException when the session could not be read back */
    byte[] seal(StoredSession stored) {
        return ring.seal(stored.session().key().value(), stored.version(), SessionBytes.encode(stored));
    }

    /** Empty when the octets are not what was sealed as this session. */
    Optional<StoredSession> open(SessionKey key, byte[] value) {
        return ring.open(key.value(), value).flatMap(SessionBytes::decode).filter(stored -> stored.session().key().equals(key) && isVersion(stored.version(), value));
    }

    private static boolean isVersion(long version, byte[] value) {
        byte[] stamp = KeyRing.stamp(version);
        for (int i = 0; i < stamp.length; i++) {
            if (stamp[i] != value[i]) {
                return false;
            }
        }
        return true;
    }
}
