package dev.postern.redis;

import dev.postern.redis.RevocationBytes.Entry;
import dev.postern.redis.SealedRevocations.Opened;
import dev.postern.revocation.Revoked;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Revocations in the server: told {@link #BATCH} at a time, and replaced one at a time, each only if it is still what it was taken for. On the link's event loop. */
record StoredRevocations(Names names, SealedRevocations sealed, InstantSource clock) {

    static final int BATCH = 500;
    static final byte[] NOTHING = {};
    private static final Script REVOKE = Script.named("revoke");
    private static final Script REVOKED = Script.named("revoked");
    private static final int NO_ROOM = 0;
    private static final int ANOTHER = -1;

    /**
     * One as the server holds it. None of this can be believed before it has been opened.
     *
     * @param lapses when it lapses, in milliseconds of the epoch
     */
    record Stored(String field, byte[] value, long lapses) {

        /** When it was said, in milliseconds of the epoch, as it claims; 0 when it does not. */
        long said() {
            return KeyRing.version(value);
        }
    }

    /** @param last to ask from the next time */
    record Changes(String last, List<Stored> stored) {

        boolean more() {
            return stored.size() >= BATCH;
        }
    }

    /** What came of storing one. */
    sealed interface Put {

        record Done() implements Put {}

        record NoRoom() implements Put {}

        /** Something else is there. */
        record Another(byte[] value) implements Put {}
    }

    String field(Entry entry) {
        return names.revocation(entry.revocation().target().toString());
    }

    Optional<Opened> open(String field, byte[] value) {
        return sealed.open(field, value);
    }

    Future<Changes> since(Wire wire, String last) {
        return wire.run(REVOKED, List.of(names.revocations(), names.revocationOrder(), names.revocationLapses()), List.of(last, BATCH)).map(answer -> {
            List<Stored> stored = new ArrayList<>();
            for (int i = 1; i + 2 < answer.size(); i += 3) {
                stored.add(new Stored(answer.get(i).toString(StandardCharsets.UTF_8), answer.get(i + 1).toBytes(), millis(answer.get(i + 2).toString())));
            }
            return new Changes(answer.get(0).toString(), stored);
        });
    }

    /** Whoever writes to the server writes scores: what is no number is never. */
    private static long millis(String score) {
        try {
            return (long) Double.parseDouble(score);
        } catch (NumberFormatException never) {
            return Long.MAX_VALUE;
        }
    }

    /**
     * @param field   its own, or the one it was found under: another version may have spelled its target otherwise
     * @param instead what is there now, {@link #NOTHING} for none
     */
    Future<Put> put(Wire wire, String field, Entry entry, byte[] instead) {
        return wire.run(REVOKE, List.of(names.revocations(), names.revocationOrder(), names.revocationLapses(), names.revocationChanges()),
                List.of(field, sealed.seal(field, entry), entry.revocation().until().toEpochMilli(), clock.millis(), Revoked.MAXIMUM, instead)).map(StoredRevocations::put);
    }

    private static Put put(Response answer) {
        return switch (answer.get(0).toInteger()) {
            case NO_ROOM -> new Put.NoRoom();
            case ANOTHER -> new Put.Another(answer.get(1).toBytes());
            default -> new Put.Done();
        };
    }
}
