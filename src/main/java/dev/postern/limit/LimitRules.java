package dev.postern.limit;

import dev.postern.config.LimitConfig;
import dev.postern.config.Position;
import dev.postern.config.Problems;
import java.time.Duration;

/** What a configured limit must be like. */
final class LimitRules {

    static final Duration SHORTEST = Duration.ofSeconds(1);
    static final Duration LONGEST = Duration.ofDays(31);
    static final long MOST_TOKENS = 1_000_000_000L;
    static final int LONGEST_NAME = 64;

    private LimitRules() {}

    /** Reports everything wrong with {@code limit}; whether it can be used. */
    static boolean sound(LimitConfig limit, Problems problems) {
        int before = problems.list().size();
        name(limit, problems);
        claim(limit, problems);
        amounts(limit, problems);
        period(limit, problems);
        return problems.list().size() == before;
    }

    private static void name(LimitConfig limit, Problems problems) {
        String name = limit.name().value();
        if (name.isEmpty() || name.length() > LONGEST_NAME || !name.chars().allMatch(LimitRules::inName)) {
            problems.add(at(limit), "limit name '" + name + "' cannot be used", "1 to 64 letters, digits, '-', '_' or '.': clients see it in the RateLimit header");
        }
    }

    private static boolean inName(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '.';
    }

    private static void claim(LimitConfig limit, Problems problems) {
        boolean byClaim = limit.by() == LimitConfig.Key.CLAIM;
        if (byClaim && limit.claim().isEmpty()) {
            problems.add(at(limit), "limit '" + limit.name() + "' counts by claim but names none", "add 'claim:'");
        }
        if (!byClaim && limit.claim().isPresent()) {
            problems.add(at(limit), "limit '" + limit.name() + "' names a claim but does not count by it", "write 'by: claim', or remove 'claim:'");
        }
    }

    private static void amounts(LimitConfig limit, Problems problems) {
        if (limit.requests() < 0 || limit.requests() > MOST_TOKENS) {
            problems.add(at(limit), "limit '" + limit.name() + "': requests is " + limit.requests(), "0 (no rate) to " + MOST_TOKENS);
        }
        if (limit.requests() > 0 && (limit.burst() < 1 || limit.burst() > MOST_TOKENS)) {
            problems.add(at(limit), "limit '" + limit.name() + "': burst is " + limit.burst(), "1 to " + MOST_TOKENS);
        }
        if (limit.concurrency() < 0) {
            problems.add(at(limit), "limit '" + limit.name() + "': concurrency is " + limit.concurrency(), "0 (no bound) or more");
        }
        if (limit.requests() == 0 && limit.concurrency() == 0) {
            problems.add(at(limit), "limit '" + limit.name() + "' limits nothing", "set 'requests:' and 'period:', or 'concurrency:'");
        }
    }

    private static void period(LimitConfig limit, Problems problems) {
        Duration period = limit.period();
        if (limit.requests() > 0 && (period.compareTo(SHORTEST) < 0 || period.compareTo(LONGEST) > 0)) {
            problems.add(at(limit), "limit '" + limit.name() + "': period is " + period, "1 s to 31 days");
        }
    }

    private static Position at(LimitConfig limit) {
        return limit.name().at();
    }
}
