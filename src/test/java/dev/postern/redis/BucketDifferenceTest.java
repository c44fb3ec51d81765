package dev.postern.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.postern.limit.MemoryRateStore;
import dev.postern.limit.RateLimit;
import dev.postern.limit.RateStore.Balance;
import dev.postern.limit.RateStore.Draw;
import io.github.bucket4j.TimeMeter;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script and the buckets in memory, side by side: the same draws at the same times give the same balances, whatever the limit. The script's clock is the test's. */
@Tag("e2e")
class BucketDifferenceTest {

    private static final int STEPS = 400;

    @TempDir
    private Path dir;
    private final AtomicLong micros = new AtomicLong(1_700_000_000_000_000L);
    private final Random random = new Random(20_260_301);

    private final TimeMeter meter = new TimeMeter() {
        @Override
        public long currentTimeNanos() {
            return micros.get() * 1_000;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    };

    @Test
    void sameDrawsSameBalances() throws Exception {
        Vertx vertx = Vertx.vertx();
        try (RedisServer server = RedisServer.plain(dir)) {
            Redis redis = Redis.createClient(vertx, new RedisOptions().setConnectionString("redis://127.0.0.1:" + server.port() + "?user=tester").setPassword(RedisServer.PASSWORD));
            Script script = Script.of(Script.named("take").text().replace("redis.call('TIME')", "{ARGV[#ARGV - 1], ARGV[#ARGV]}")
                    .replace(", 'PX', string.format('%.0f', milliseconds)", ", 'PX', 3600000")); // the server forgets by its own clock
            List<RateLimit> limits = List.of(limit("a", 10, Duration.ofSeconds(10), 10), limit("b", 7, Duration.ofMinutes(1), 3), limit("c", 600, Duration.ofSeconds(1), 50),
                    limit("d", 1, Duration.ofDays(31), 1), limit("e", 3, Duration.ofSeconds(7), 20), limit("f", 1_000_000, Duration.ofHours(1), 1_000_000));
            for (int run = 0; run < 40; run++) {
                MemoryRateStore memory = new MemoryRateStore(meter, 100_000);
                List<RateLimit> together = limits.subList(random.nextInt(3), 4 + random.nextInt(3));
                List<Draw> draws = together.stream().map(limit -> new Draw(limit, "k")).toList();
                List<String> keys = keys(run, draws);
                for (int step = 0; step < STEPS; step++) {
                    micros.addAndGet(pause());
                    List<Balance> expected = memory.take(draws).result();
                    compare(expected, take(redis, script, keys, draws), together, "run " + run + " step " + step);
                }
            }
        } finally {
            Shared.await(vertx.close());
        }
    }

    private static List<String> keys(int run, List<Draw> draws) {
        return draws.stream().map(draw -> "run:" + run + ':' + draw.limit().id()).toList();
    }

    private long pause() {
        return switch (random.nextInt(6)) {
            case 0 -> 0;
            case 1 -> random.nextInt(1_000);
            case 2 -> random.nextInt(1_000_000);
            case 3 -> random.nextInt(20_000_000);
            case 4 -> 1_000_000;
            default -> random.nextInt(100) == 0 ? Duration.ofDays(20).toMillis() * 1_000 : 100_000;
        };
    }

    private List<Balance> take(Redis redis, Script script, List<String> keys, List<Draw> draws) throws Exception {
        Request request = Request.cmd(Command.EVAL).arg(script.text()).arg(keys.size());
        keys.forEach(request::arg);
        RedisRateStore.arguments(draws).forEach(number -> request.arg(number.longValue()));
        Response answer = Shared.await(redis.send(request.arg(micros.get() / 1_000_000).arg(micros.get() % 1_000_000)));
        return RedisRateStore.balances(answer, draws.size());
    }

    /** Tokens are equal; times to a microsecond, which is what the server's clock knows. */
    private static void compare(List<Balance> expected, List<Balance> actual, List<RateLimit> limits, String when) {
        for (int i = 0; i < expected.size(); i++) {
            String what = when + ' ' + limits.get(i) + ": expected " + expected.get(i) + ", got " + actual.get(i);
            assertEquals(expected.get(i).remaining(), actual.get(i).remaining(), what);
            assertEquals(expected.get(i).until().isZero(), actual.get(i).until().isZero(), what);
            assertEquals(0, Math.max(0, expected.get(i).until().minus(actual.get(i).until()).abs().toNanos() - 2_000), what);
            assertEquals(0, Math.max(0, expected.get(i).reset().minus(actual.get(i).reset()).abs().toNanos() - 2_000), what);
        }
    }

    private static RateLimit limit(String id, long requests, Duration period, long burst) {
        return new RateLimit(id, id, requests, period, burst);
    }
}
