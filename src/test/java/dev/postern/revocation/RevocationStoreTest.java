package dev.postern.revocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.revocation.Target.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Revocations and replays in memory: found at once, lapsed in time, bounded, and full is never open. */
class RevocationStoreTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private final MemoryRevocationStore store = new MemoryRevocationStore();
    private final AtomicReference<Instant> time = new AtomicReference<>(NOW);

    private static Revocation of(Target target, Duration life) {
        return new Revocation(target, "lost", "operator", NOW, NOW.plus(life));
    }

    @Test
    void whatIsRevokedIsFoundUntilItLapsesOrIsLifted() {
        AtomicInteger told = new AtomicInteger();
        store.revoked().observe(told::incrementAndGet);
        Target alice = Target.user("corp", "alice");
        assertTrue(store.revoked().isEmpty());
        assertTrue(store.revoke(of(alice, Duration.ofHours(1))).succeeded());
        assertEquals("lost", store.revoked().find(alice, NOW).orElseThrow().why());
        assertTrue(store.revoked().find(Target.user("other", "alice"), NOW).isEmpty(), "a name means something only together with its provider");
        assertTrue(store.revoked().find(new Target(Kind.DEVICE, "alice@corp"), NOW).isEmpty());
        assertTrue(store.revoked().find(alice, NOW.plus(Duration.ofHours(1))).isEmpty());
        assertTrue(store.lift(alice).result());
        assertFalse(store.lift(alice).result());
        assertEquals(2, told.get());
    }

    @Test
    void aFullStoreSaysSoAndForgetsNobody() {
        for (int i = 0; i < Revoked.MAXIMUM; i++) {
            assertTrue(store.revoke(of(new Target(Kind.DEVICE, "d" + i), Duration.ofMinutes(i % 2 + 1))).succeeded());
        }
        Target late = new Target(Kind.DEVICE, "late");
        assertTrue(store.revoke(of(late, Duration.ofHours(1))).failed());
        assertTrue(store.revoked().find(new Target(Kind.DEVICE, "d0"), NOW).isPresent());
        assertEquals(Revoked.MAXIMUM / 2, store.sweep(NOW.plus(Duration.ofMinutes(1))));
        assertTrue(store.revoke(of(late, Duration.ofHours(1))).succeeded());
    }

    @Test
    void namesAreBounded() {
        assertThrows(IllegalArgumentException.class, () -> new Target(Kind.USER, "x".repeat(Target.MAX_CHARS + 1)));
        assertThrows(IllegalArgumentException.class, () -> new Target(Kind.USER, " "));
    }

    @Test
    void anIdIsGoodOnceAndAFullCacheLetsNobodyThrough() {
        MemoryReplayCache cache = new MemoryReplayCache(time::get, 3);
        assertTrue(cache.first("corp", "a", NOW.plusSeconds(60)).result());
        assertFalse(cache.first("corp", "a", NOW.plusSeconds(60)).result());
        assertTrue(cache.first("other", "a", NOW.plusSeconds(60)).result());
        assertTrue(cache.first("corp", "b", NOW.plusSeconds(120)).result());
        assertTrue(cache.first("corp", "c", NOW.plusSeconds(60)).failed());
        time.set(NOW.plusSeconds(61));
        assertTrue(cache.first("corp", "c", NOW.plusSeconds(120)).result());
        assertFalse(cache.first("corp", "b", NOW.plusSeconds(120)).result());
        cache.giveBack("corp", "b");
        assertTrue(cache.first("corp", "b", NOW.plusSeconds(120)).result());
        assertFalse(cache.first("corp", "c", NOW.plusSeconds(120)).result());
    }
}
