package dev.postern.redis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.SharedStateConfig.SealingKey;
import dev.postern.identity.SessionKey;
import dev.postern.identity.StoredSession;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Sealing: what was sealed opens under its own name and version with any key of the ring, and nothing else does. */
class KeyRingTest {

    private final StoredSession alice = Shared.session("alice");
    private final StoredSession bob = Shared.session("bob");

    private static SealedSessions ring(SealingKey... keys) {
        return new SealedSessions(new KeyRing(List.of(keys)));
    }

    @Test
    void whatWasSealedOpens() {
        SealedSessions ring = ring(Shared.OLD);
        assertEquals(Optional.of(alice).map(StoredSession::toString), ring.open(alice.session().key(), ring.seal(alice)).map(StoredSession::toString));
    }

    @Test
    void rotationLosesNothing() {
        byte[] before = ring(Shared.OLD).seal(alice);
        SealedSessions both = ring(Shared.NEW, Shared.OLD);
        assertTrue(both.open(alice.session().key(), before).isPresent(), "the old key opens still");
        byte[] after = both.seal(alice);
        assertTrue(ring(Shared.NEW).open(alice.session().key(), after).isPresent(), "the first key seals");
        assertFalse(ring(Shared.OLD).open(alice.session().key(), after).isPresent());
        assertTrue(ring(Shared.OLD, Shared.NEW).open(alice.session().key(), after).isPresent(), "a replica that has it further back opens too");
    }

    @Test
    void anotherSessionsValueDoesNotOpen() {
        SealedSessions ring = ring(Shared.OLD);
        assertFalse(ring.open(bob.session().key(), ring.seal(alice)).isPresent());
    }

    @Test
    void aKeyOfTheSameNameDoesNotOpen() {
        assertFalse(ring(Shared.key("old", 3)).open(alice.session().key(), ring(Shared.OLD).seal(alice)).isPresent());
    }

    @Test
    void noOctetCanBeChangedAndNoneBeMissing() {
        SealedSessions ring = ring(Shared.OLD, Shared.NEW);
        byte[] value = ring.seal(alice);
        for (int i = 0; i < value.length; i++) {
            byte[] changed = value.clone();
            changed[i] ^= 1;
            assertFalse(ring.open(alice.session().key(), changed).isPresent(), "octet " + i);
            assertFalse(ring.open(alice.session().key(), Arrays.copyOf(value, i)).isPresent(), "cut to " + i);
        }
        assertFalse(ring.open(alice.session().key(), Arrays.copyOf(value, value.length + 1)).isPresent());
        assertFalse(ring.open(alice.session().key(), new byte[KeyRing.MAX_SEALED_BYTES + 1]).isPresent());
    }

    @Test
    void aVersionThatIsNotTheSessionsOwnIsRefused() {
        KeyRing keys = new KeyRing(List.of(Shared.OLD));
        byte[] clear = dev.postern.identity.SessionBytes.encode(alice);
        assertFalse(new SealedSessions(keys).open(alice.session().key(), keys.seal(alice.session().key().value(), 7, clear)).isPresent());
    }

    @Test
    void theSameIsNeverSealedTheSameAndShowsNothing() {
        SealedSessions ring = ring(Shared.OLD);
        byte[] once = ring.seal(alice);
        assertFalse(Arrays.equals(once, ring.seal(alice)));
        String shown = new String(once, StandardCharsets.ISO_8859_1);
        assertFalse(shown.contains("alice") || shown.contains("refresh") || shown.contains("corp"), shown);
        assertArrayEquals(KeyRing.stamp(0), Arrays.copyOf(once, KeyRing.STAMP_BYTES));
    }

    @Test
    void namesTellNothing() {
        Names names = new Names("postern", Shared.key("names", 9).secret());
        String user = names.user("corp", "alice");
        assertFalse(user.contains("alice") || user.contains("corp"), user);
        assertEquals(user, new Names("postern", Shared.key("names", 9).secret()).user("corp", "alice"), "the same on every replica");
        assertFalse(user.equals(new Names("postern", Shared.key("names", 8).secret()).user("corp", "alice")), "not to be guessed without the secret");
        assertFalse(names.user("ab", "c").equals(names.user("a", "bc")));
        assertFalse(names.bucket("l", "k").substring(10).equals(names.seats("l", "k").substring(10)));
        assertEquals("postern:s:x", names.session(new SessionKey("x")));
    }

    @Test
    void aShareIsAtLeastOne() {
        assertEquals(33, Shares.of(100, 3));
        assertEquals(1, Shares.of(2, 3));
        assertEquals(100, Shares.of(100, 1));
    }
}
