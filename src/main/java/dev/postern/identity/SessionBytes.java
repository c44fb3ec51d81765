package dev.postern.identity;

import dev.postern.config.Secret;
import dev.postern.pki.Thumbprint;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A stored session as octets, for stores outside this process: a JSON object of at most {@value #MAX_BYTES} bytes. It holds tokens in clear: whoever
 * stores it seals it. What cannot be read is no session; nothing is guessed or filled in.
 */
public final class SessionBytes {

    public static final int MAX_BYTES = 64 * 1024;
    private static final int MAX_INSTANT = 32;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private SessionBytes() {}

    /** @throws IllegalArgumentException when the session is too large, or its claims are such as {@link #decode} would not read */
    public static byte[] encode(StoredSession stored) {
        byte[] bytes = json(stored).encode().getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException("a session of " + bytes.length + " bytes cannot be stored");
        }
        return bytes;
    }

    private static JsonObject json(StoredSession stored) {
        Session session = stored.session();
        Principal.User user = session.user();
        JsonObject json = new JsonObject()
                .put("key", session.key().value())
                .put("user", user.name()).put("provider", user.provider()).put("groups", new JsonArray(List.copyOf(new TreeSet<>(user.groups()))))
                .put("claims", user.claims().asJson().encode()) // as a text, so that its depth is its own
                .put("created", session.createdAt().toString()).put("authenticated", session.authenticatedAt().toString())
                .put("used", stored.lastUsed().toString()).put("expires", stored.expiresAt().toString()).put("refresh-after", stored.refreshAfter().toString())
                .put("version", stored.version())
                .put("id", stored.ids().current().value()).put("since", stored.ids().since().toString());
        session.tokens().idToken().ifPresent(token -> json.put("id-token", token.reveal()));
        session.tokens().refresh().ifPresent(token -> json.put("refresh", token.reveal()));
        session.tokens().expiresAt().ifPresent(at -> json.put("tokens-expire", at.toString()));
        session.device().ifPresent(device -> json.put("device", device.value()));
        session.providerSession().ifPresent(sid -> json.put("sid", sid));
        stored.renewing().ifPresent(until -> json.put("renewing", until.toString()));
        stored.ids().successor().ifPresent(next -> json.put("next-id", next.id().value()).put("next-salt", next.salt()));
        stored.ids().retired().ifPresent(was -> json.put("retired-id", was.id().value()).put("retired-until", was.until().toString()));
        return json;
    }

    /** Empty for anything but what {@link #encode} writes; never throws, whatever the octets. Linear time. */
    public static Optional<StoredSession> decode(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Reader(StrictJson.object(bytes)).stored());
        } catch (IOException | IllegalArgumentException | DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    /** Members by name and type; one that is missing or of another type makes the whole unreadable. */
    private record Reader(Map<String, Object> members) {

        StoredSession stored() throws IOException {
            return new StoredSession(session(), ids(), instant("used"), instant("expires"), instant("refresh-after"), maybe("renewing").map(Reader::asInstant), version());
        }

        private Session session() throws IOException {
            return new Session(new SessionKey(text("key")), user(), tokens(), instant("created"), instant("authenticated"),
                    maybe("device").map(Thumbprint::new), maybe("sid"));
        }

        private Principal.User user() throws IOException {
            Map<String, Object> claims = StrictJson.object(text("claims").getBytes(StandardCharsets.UTF_8));
            return new Principal.User(text("user"), text("provider"), groups(), new Claims(new JsonObject(claims)));
        }

        private Set<String> groups() {
            if (!(members.get("groups") instanceof List<?> list)) {
                throw new IllegalArgumentException("groups");
            }
            return list.stream().map(Reader::asText).collect(Collectors.toUnmodifiableSet());
        }

        private SessionTokens tokens() {
            return new SessionTokens(maybe("id-token").map(Secret::new), maybe("refresh").map(Secret::new), maybe("tokens-expire").map(Reader::asInstant));
        }

        private SessionIds ids() {
            Optional<SessionIds.Successor> successor = maybe("next-id").map(id -> new SessionIds.Successor(new IdHash(id), text("next-salt")));
            Optional<SessionIds.Retired> retired = maybe("retired-id").map(id -> new SessionIds.Retired(new IdHash(id), instant("retired-until")));
            return new SessionIds(new IdHash(text("id")), instant("since"), successor, retired);
        }

        private long version() {
            return switch (members.get("version")) {
                case Integer small when small >= 0 -> small;
                case Long large when large >= 0 -> large;
                case null, default -> throw new IllegalArgumentException("version");
            };
        }

        private String text(String name) {
            return asText(members.get(name));
        }

        private Optional<String> maybe(String name) {
            return members.containsKey(name) ? Optional.of(text(name)) : Optional.empty();
        }

        private Instant instant(String name) {
            return asInstant(text(name));
        }

        private static String asText(Object value) {
            if (!(value instanceof String text)) {
                throw new IllegalArgumentException("not a text");
            }
            return text;
        }

        private static Instant asInstant(String text) {
            if (text.length() > MAX_INSTANT) {
                throw new IllegalArgumentException("not a time");
            }
            Instant at = Instant.parse(text);
            if (at.isBefore(Instant.EPOCH) || at.isAfter(LATEST)) {
                throw new IllegalArgumentException("not a time of ours");
            }
            return at;
        }
    }
}
