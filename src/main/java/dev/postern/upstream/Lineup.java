package dev.postern.upstream;

import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Who is to be asked next, worked out ahead: a round in which each available member of the best priority, and of the gateway's own zone, has as many turns as its weight, evenly
 * spread. Made anew when
 * something changes, and each second while somebody starts slowly; choosing from it costs no more than a look into an array.
 *
 * @param round members in turn; one may stand in it many times
 * @param spare those left out: first available ones of other priorities, then the rest
 * @param until when it is to be made anew although nobody said that anything has changed
 */
record Lineup(Member[] round, List<Member> spare, long until) {

    /** Nobody, until somebody looks. */
    static final Lineup EMPTY = new Lineup(new Member[0], List.of(), Long.MIN_VALUE);

    /** Turns in a round, at most; weights are scaled down to it, never to nothing. */
    private static final int TURNS = 1_024;

    private static final long SLOW_START_STEP = Duration.ofSeconds(1).toMillis();
    private static final int SLOW_START_FROM_PERCENT = 10;

    /**
     * Whom to ask.
     *
     * @param slowStart    over how long one that appears or recovers gets its full share
     * @param panicPercent of a priority's members must be available for it to be used; when none has as many, everybody is asked
     * @param zone         where the gateway is
     */
    record Rules(Duration slowStart, int panicPercent, Optional<String> zone) {}

    static Lineup of(List<Member> members, Rules rules, long now) {
        List<Member> asked = asked(members, rules, now);
        long[] shares = Zones.shares(members, asked, rules.zone(), asked.stream().mapToLong(member -> weight(member, rules.slowStart(), now)).toArray());
        List<Member> chosen = IntStream.range(0, shares.length).filter(i -> shares[i] > 0).mapToObj(asked::get).toList();
        List<Member> spare = members.stream().filter(member -> !chosen.contains(member))
                .sorted(Comparator.comparing((Member member) -> member.state(now) != UpstreamStatus.State.AVAILABLE)
                        .thenComparingInt(member -> member.endpoint().priority())).toList();
        return new Lineup(round(chosen, scaled(Arrays.stream(shares).filter(share -> share > 0).toArray())), spare, until(members, rules.slowStart(), now));
    }

    /** The available members of the first priority that has enough of them; everybody when there is none: an endpoint that might answer is better than none that may be asked. */
    private static List<Member> asked(List<Member> members, Rules rules, long now) {
        for (int priority : members.stream().mapToInt(member -> member.endpoint().priority()).distinct().sorted().toArray()) {
            List<Member> all = members.stream().filter(member -> member.endpoint().priority() == priority).toList();
            List<Member> available = all.stream().filter(member -> member.state(now) == UpstreamStatus.State.AVAILABLE).toList();
            if (!available.isEmpty() && available.size() * 100 >= all.size() * rules.panicPercent()) {
                return available;
            }
        }
        return members;
    }

    private static long weight(Member member, Duration slowStart, long now) {
        long well = member.availableSince();
        long whole = slowStart.toMillis();
        long percent = whole == 0 || well == Long.MIN_VALUE || now - well >= whole ? 100
                : SLOW_START_FROM_PERCENT + (100 - SLOW_START_FROM_PERCENT) * Math.max(0, now - well) / whole;
        return member.endpoint().weight() * percent;
    }

    private static long until(List<Member> members, Duration slowStart, long now) {
        long until = Long.MAX_VALUE;
        for (Member member : members) {
            long well = member.availableSince();
            boolean slow = well != Long.MIN_VALUE && now >= well && now - well < slowStart.toMillis();
            until = Math.min(until, Math.min(member.changesAt(now), slow ? now + SLOW_START_STEP : Long.MAX_VALUE));
        }
        return until;
    }

    private static int[] scaled(long[] weights) {
        long divisor = Arrays.stream(weights).reduce(0, Lineup::greatestCommonDivisor);
        long total = Arrays.stream(weights).sum() / Math.max(1, divisor);
        return Arrays.stream(weights).mapToInt(weight -> Math.toIntExact(total <= TURNS ? weight / divisor : Math.max(1, weight / divisor * TURNS / total))).toArray();
    }

    private static long greatestCommonDivisor(long a, long b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }

    /** Smooth weighted round robin: at each turn everybody gains its weight, who has most is next and pays all that was gained. */
    private static Member[] round(List<Member> members, int[] weights) {
        int total = Arrays.stream(weights).sum();
        Member[] round = new Member[total];
        int[] credit = new int[weights.length];
        for (int turn = 0; turn < total; turn++) {
            int next = 0;
            for (int i = 0; i < weights.length; i++) {
                credit[i] += weights[i];
                next = credit[i] > credit[next] ? i : next;
            }
            credit[next] -= total;
            round[turn] = members.get(next);
        }
        return round;
    }
}
