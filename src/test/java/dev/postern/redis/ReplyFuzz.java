package dev.postern.redis;

import dev.postern.fuzz.Text;
import dev.postern.identity.StoredSession;
import dev.postern.limit.RateStore.Balance;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.BulkType;
import io.vertx.redis.client.impl.types.MultiType;
import io.vertx.redis.client.impl.types.NumberType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a server answers to our scripts, or makes up: a line for each element, {@code 1234} a number, {@code _} nothing, all else a text. Balances are as many as were asked
 * for and in bounds, or there is no answer; an end is told of a session that is in use here, once, and of no other.
 */
public final class ReplyFuzz {

    private static final StoredSession ALICE = Shared.session("alice", Instant.EPOCH);
    private static final StoredSession BOB = Shared.session("bob", Instant.EPOCH);

    private ReplyFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        Response reply = reply(Text.latin(data).split("\n", -1));
        balances(reply);
        ends(reply);
    }

    private static Response reply(String[] lines) {
        MultiType all = MultiType.create(lines.length, false);
        for (String line : lines) {
            all.add(element(line));
        }
        return all;
    }

    private static Response element(String line) {
        if (line.equals("_")) {
            return null;
        }
        try {
            return NumberType.create(Long.parseLong(line));
        } catch (NumberFormatException text) {
            String said = line.replace("ALICE", ALICE.session().key().value()).replace("BOB", BOB.session().key().value());
            return BulkType.create(Buffer.buffer(Text.octets(said)), false);
        }
    }

    private static void balances(Response reply) {
        List<Balance> balances;
        try {
            balances = RedisRateStore.balances(reply, 2);
        } catch (RuntimeException refused) { // whatever it is, the future fails and this replica's share is drawn from
            return;
        }
        Text.same(2, balances.size(), "balances");
        for (Balance balance : balances) {
            Text.holds(balance.remaining() >= 0 && !balance.reset().isNegative() && !balance.until().isNegative(), "nonsense is believed: " + balance);
        }
    }

    private static void ends(Response reply) {
        List<String> told = new ArrayList<>();
        Ends ends = new Ends(new Names("fuzz", Shared.key("names", 9).secret()), new Recent(Duration.ofSeconds(30)), (session, why) -> told.add(session.user().name()));
        ends.recent().seen(ALICE, Instant.EPOCH);
        try {
            ends.heard(reply);
        } catch (RuntimeException nonsense) { // the beat fails, and the next one is asked again
            Text.holds(reply.size() > 1, "an empty reply fails");
        }
        Text.holds(told.isEmpty() || told.equals(List.of("alice")), "told of " + told);
        Text.same(!told.isEmpty(), ends.recent().hasEnded(ALICE.session().key()), "ended without word");
    }
}
