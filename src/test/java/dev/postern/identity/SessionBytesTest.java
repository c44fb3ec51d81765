package dev.postern.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.Secret;
import dev.postern.pki.Thumbprint;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Sessions as octets: read back as they were, and nothing else is read. */
class SessionBytesTest {

    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00.123456789Z");

    private static StoredSession session(JsonObject claims) {
        SessionId id = SessionId.next();
        Session session = new Session(id.key(), new Principal.User("alice", "corp", Set.of("staff", "\u00e9\"x"), new Claims(claims)),
                new SessionTokens(Optional.of(new Secret("id.to.ken")), Optional.of(new Secret("refresh")), Optional.of(NOW.plusSeconds(60))), NOW, NOW.minusSeconds(5),
                Optional.of(new Thumbprint("t")), Optional.of("sid"));
        SessionIds ids = SessionIds.of(id, NOW).succeeding(id).confirmed(NOW.plusSeconds(1)).succeeding(id);
        return new StoredSession(session, ids, NOW, NOW.plusSeconds(3600), NOW, Optional.of(NOW.plusSeconds(20)), 1L << 40);
    }

    private static StoredSession bare() {
        SessionId id = SessionId.next();
        Session session = new Session(id.key(), new Principal.User("bob", "corp", Set.of(), Claims.none()), SessionTokens.none(), NOW, NOW, Optional.empty(), Optional.empty());
        return new StoredSession(session, SessionIds.of(id, NOW), NOW, NOW, NOW, 0);
    }

    private static void readBack(StoredSession stored) {
        StoredSession read = SessionBytes.decode(SessionBytes.encode(stored)).orElseThrow();
        assertEquals(stored.session().tokens(), read.session().tokens());
        assertEquals(stored.ids(), read.ids());
        assertEquals(stored.session().user().groups(), read.session().user().groups());
        assertEquals(stored.session().user().claims().asJson(), read.session().user().claims().asJson());
        assertEquals(List.of(stored.session().key(), stored.session().createdAt(), stored.session().authenticatedAt(), stored.session().device(),
                stored.session().providerSession()), List.of(read.session().key(), read.session().createdAt(), read.session().authenticatedAt(), read.session().device(),
                        read.session().providerSession()));
        assertEquals(List.of(stored.lastUsed(), stored.expiresAt(), stored.refreshAfter(), stored.renewing(), stored.version()),
                List.of(read.lastUsed(), read.expiresAt(), read.refreshAfter(), read.renewing(), read.version()));
    }

    @Test
    void everythingIsReadBack() {
        readBack(bare());
        readBack(session(new JsonObject().put("realm_access", new JsonObject().put("roles", List.of("a", "b"))).put("n", 12345678901L).put("nothing", null)));
        assertEquals(List.of("a", "b"), SessionBytes.decode(SessionBytes.encode(session(new JsonObject().put("realm_access", new JsonObject().put("roles", List.of("a", "b"))))))
                .orElseThrow().session().user().claims().strings("realm_access.roles"));
    }

    @Test
    void whatIsMissingOrOfAnotherKindIsNoSession() {
        JsonObject whole = new JsonObject(new String(SessionBytes.encode(session(new JsonObject())), StandardCharsets.UTF_8));
        Set<String> optional = Set.of("id-token", "refresh", "tokens-expire", "device", "sid", "next-id", "retired-id", "renewing");
        for (String name : whole.fieldNames()) {
            JsonObject without = whole.copy();
            without.remove(name);
            assertEquals(optional.contains(name), SessionBytes.decode(bytes(without)).isPresent(), name);
            for (Object wrong : Arrays.asList(null, true, -1, 1.5, new JsonObject())) {
                assertFalse(SessionBytes.decode(bytes(whole.copy().put(name, wrong))).isPresent(), name + " as " + wrong);
            }
        }
        for (String time : List.of("", "yesterday", "+1000000000-12-31T23:59:59Z", "1969-12-31T23:59:59Z", "2026-03-01T08:00:00.000000000000000000000000Z")) {
            assertFalse(SessionBytes.decode(bytes(whole.copy().put("used", time))).isPresent(), time);
        }
    }

    /** Replicas of several versions share a store while one takes the place of the other. */
    @Test
    void aSessionThatAVersionWithoutClaimsStoredIsRead() {
        String text = """
                {"key":"k","user":"bob","provider":"corp","groups":["staff"],"claims":"{\\"sub\\":\\"b\\"}","created":"2026-03-01T08:00:00Z",\
                "authenticated":"2026-03-01T08:00:00Z","used":"2026-03-01T08:00:00Z","expires":"2026-03-01T09:00:00Z","refresh-after":"2026-03-01T08:00:00Z",\
                "version":3,"id":"i","since":"2026-03-01T08:00:00Z","refresh":"r","tokens-expire":"2026-03-01T08:05:00Z"}""";
        StoredSession read = SessionBytes.decode(text.getBytes(StandardCharsets.UTF_8)).orElseThrow();
        assertEquals(Optional.empty(), read.renewing());
        assertEquals(new JsonObject(text), new JsonObject(new String(SessionBytes.encode(read), StandardCharsets.UTF_8)), "and is stored as before");
    }

    @Test
    void octetsOfAnybodyAreNoSession() {
        byte[] whole = SessionBytes.encode(session(new JsonObject().put("a", List.of(1, 2))));
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            byte[] changed = Arrays.copyOf(whole, random.nextInt(whole.length + 1));
            for (int j = random.nextInt(3); j > 0 && changed.length > 0; j--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            SessionBytes.decode(changed); // never throws
        }
        assertFalse(SessionBytes.decode(new byte[0]).isPresent());
        assertFalse(SessionBytes.decode(new byte[SessionBytes.MAX_BYTES + 1]).isPresent());
        assertFalse(SessionBytes.decode(Arrays.copyOf(whole, whole.length - 1)).isPresent());
    }

    @Test
    void whatIsTooLargeOrTooDeepIsToldWhenItIsStored() {
        assertThrows(IllegalArgumentException.class, () -> SessionBytes.encode(session(new JsonObject().put("x", "y".repeat(SessionBytes.MAX_BYTES)))));
        JsonObject deep = new JsonObject();
        for (int i = 0; i < 40; i++) {
            deep = new JsonObject().put("d", deep);
        }
        assertTrue(SessionBytes.decode(SessionBytes.encode(session(deep))).isEmpty());
    }

    private static byte[] bytes(JsonObject json) {
        return json.encode().getBytes(StandardCharsets.UTF_8);
    }
}
