package dev.postern.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.address.AddressGuard;
import dev.postern.address.CheckedAddress;
import dev.postern.config.UpstreamConfig.OutliersConfig;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who is asked how often: weights, priorities, slow start, and what is done when nobody is available. */
class LineupTest {

    private static final OutliersConfig OUTLIERS = new OutliersConfig(5, 80, Duration.ofSeconds(30), 50, Duration.ofSeconds(30), Duration.ofMinutes(5), 50);
    private static final long NOW = 1_000_000;

    private static Lineup lineup(List<Member> members, Duration slowStart, long now) {
        return Lineup.of(members, new Lineup.Rules(slowStart, 0, Optional.empty()), now);
    }

    /** In zone a. */
    private static Lineup here(int panicPercent, List<Member> members) {
        return Lineup.of(members, new Lineup.Rules(Duration.ZERO, panicPercent, Optional.of("a")), NOW);
    }

    private static Member member(int number, int weight, int priority, long appeared) {
        return member(number, new Endpoint(new Origin(Origin.Scheme.HTTPS, "e" + number, 443), weight, priority, Optional.empty()), appeared);
    }

    private static Member in(String zone, int number) {
        return in(zone, number, 0);
    }

    private static Member in(String zone, int number, int priority) {
        return member(number, new Endpoint(new Origin(Origin.Scheme.HTTPS, zone + number, 443), 1, priority, Optional.of(zone)), -1);
    }

    private static Member member(int number, Endpoint endpoint, long appeared) {
        CheckedAddress address = ((AddressGuard.Verdict.Permitted) AddressGuard.mesh().judge(InetAddress.ofLiteral("10.0.0." + number))).address();
        return new Member(endpoint, address, OUTLIERS, appeared < 0 ? Instant.MIN : Instant.ofEpochMilli(appeared));
    }

    private static Map<String, Integer> turns(Lineup lineup) {
        Map<String, Integer> turns = new TreeMap<>();
        Arrays.stream(lineup.round()).forEach(member -> turns.merge(member.origin().host(), 1, Integer::sum));
        return turns;
    }

    @Test
    void weightsAreShares() {
        Lineup lineup = lineup(List.of(member(1, 3, 0, -1), member(2, 1, 0, -1), member(3, 2, 0, -1)), Duration.ZERO, NOW);
        assertEquals(Map.of("e1", 3, "e2", 1, "e3", 2), turns(lineup));
        assertEquals("e1 e3 e1 e2 e3 e1", Arrays.stream(lineup.round()).map(member -> member.origin().host()).collect(Collectors.joining(" ")), "evenly spread");
        assertEquals(Long.MAX_VALUE, lineup.until());
    }

    @Test
    void manyWeightsStayWithinARound() {
        List<Member> members = IntStream.rangeClosed(1, 64).mapToObj(i -> member(i, i == 1 ? 1 : 997, 0, -1)).toList();
        Lineup lineup = lineup(members, Duration.ZERO, NOW);
        assertTrue(lineup.round().length <= 1_100, lineup.round().length + " turns");
        assertEquals(1, turns(lineup).get("e1"), "nobody is scaled down to nothing");
    }

    @Test
    void higherPrioritiesWaitUntilNobodyElseIsThere() {
        Member near = member(1, 1, 0, -1);
        Member alsoNear = member(2, 1, 0, -1);
        Member far = member(3, 1, 1, -1);
        List<Member> all = List.of(far, near, alsoNear);
        assertEquals(Map.of("e1", 1, "e2", 1), turns(lineup(all, Duration.ZERO, NOW)));
        near.unhealthy();
        assertEquals(Map.of("e2", 1), turns(lineup(all, Duration.ZERO, NOW)));
        alsoNear.ejectUntil(NOW + 5_000);
        Lineup away = lineup(all, Duration.ZERO, NOW);
        assertEquals(Map.of("e3", 1), turns(away));
        assertEquals(NOW + 5_000, away.until());
        assertEquals(Map.of("e2", 1), turns(lineup(all, Duration.ZERO, NOW + 5_000)), "and back");
    }

    @Test
    void whenNobodyIsAvailableEverybodyIs() {
        Member one = member(1, 1, 0, -1);
        Member other = member(2, 1, 1, -1);
        one.unhealthy();
        other.restUntil(NOW + 1);
        assertEquals(Map.of("e1", 1, "e2", 1), turns(lineup(List.of(one, other), Duration.ZERO, NOW)));
        assertEquals(0, lineup(List.of(), Duration.ZERO, NOW).round().length);
    }

    @Test
    void whoAppearsStartsSlowly() {
        Member old = member(1, 1, 0, -1);
        Member fresh = member(2, 1, 0, NOW);
        Duration slow = Duration.ofSeconds(100);
        double before = 0;
        for (int percent : List.of(10, 19, 55, 91)) {
            long at = NOW + Math.round((percent - 10) / 90.0 * slow.toMillis());
            Lineup lineup = lineup(List.of(old, fresh), slow, at);
            Map<String, Integer> turns = turns(lineup);
            double share = turns.get("e2") / (double) turns.get("e1");
            assertEquals(percent / 100.0, share, 0.02);
            assertTrue(share > before);
            assertEquals(at + 1_000, lineup.until());
            before = share;
        }
        Lineup warm = lineup(List.of(old, fresh), slow, NOW + slow.toMillis());
        assertEquals(Map.of("e1", 1, "e2", 1), turns(warm));
        assertEquals(Long.MAX_VALUE, warm.until());
    }

    @Test
    void whoRecoversStartsSlowly() {
        Member one = member(1, 1, 0, -1);
        Member other = member(2, 1, 0, -1);
        other.unhealthy();
        other.healthy(NOW);
        assertEquals(Map.of("e1", 10, "e2", 1), turns(lineup(List.of(one, other), Duration.ofSeconds(30), NOW)));
        one.ejectUntil(NOW + 60_000);
        assertEquals(Map.of("e1", 1, "e2", 10), turns(lineup(List.of(one, other), Duration.ofSeconds(30), NOW + 60_000)));
    }

    private static List<String> hosts(List<Member> members) {
        return members.stream().map(member -> member.origin().host()).toList();
    }

    @Test
    void theOwnZoneTakesEverythingWhileItCan() {
        List<Member> members = IntStream.rangeClosed(1, 9).mapToObj(i -> in(i <= 7 ? "a" : "b", i)).toList();
        assertEquals(Map.of("a1", 1, "a2", 1, "a3", 1, "a4", 1, "a5", 1, "a6", 1, "a7", 1), turns(here(0, members)));
        assertEquals(List.of("b8", "b9"), hosts(here(0, members).spare()), "for those whom it failed");
        members.get(0).unhealthy();
        members.get(1).ejectUntil(NOW + 1);
        assertEquals(Map.of("a3", 1, "a4", 1, "a5", 1, "a6", 1, "a7", 1), turns(here(0, members)), "five of seven");
        assertEquals(List.of("b8", "b9", "a1", "a2"), hosts(here(0, members).spare()));
    }

    @Test
    void otherZonesTakeWhatItCannotBear() {
        List<Member> members = List.of(in("a", 1), in("a", 2), in("b", 3), in("c", 4), member(5, 1, 0, -1));
        members.getFirst().unhealthy();
        assertEquals(Map.of("a2", 7, "b3", 1, "c4", 1, "e5", 1), turns(here(0, members)), "half of it is there: 70 %");
        members.get(1).unhealthy();
        assertEquals(Map.of("b3", 1, "c4", 1, "e5", 1), turns(here(0, members)));
        members.getFirst().healthy(NOW);
        members.get(1).healthy(NOW);
        assertEquals(Map.of("a1", 1, "a2", 1), turns(here(0, members)), "and back");
    }

    @Test
    void weightsHoldWithinAZone() {
        Member heavy = member(1, new Endpoint(new Origin(Origin.Scheme.HTTPS, "a1", 443), 3, 0, Optional.of("a")), -1);
        List<Member> members = List.of(heavy, in("a", 2), in("a", 3), in("a", 4), in("b", 5), in("b", 6));
        members.get(2).unhealthy();
        members.get(3).unhealthy();
        assertEquals(Map.of("a1", 21, "a2", 7, "b5", 6, "b6", 6), turns(here(0, members)), "70 : 30, and 3 : 1 of the 70");
    }

    @Test
    void whoIsNowhereOrWhereNobodyIsPrefersNobody() {
        List<Member> members = List.of(in("b", 1), in("c", 2));
        assertEquals(Map.of("b1", 1, "c2", 1), turns(here(0, members)));
        assertEquals(Map.of("b1", 1, "c2", 1), turns(lineup(members, Duration.ZERO, NOW)));
        List<Member> nowhere = List.of(member(1, 1, 0, -1), member(2, 1, 0, -1));
        assertEquals(Map.of("e1", 1, "e2", 1), turns(here(0, nowhere)));
    }

    @Test
    void prioritiesGoBeforeZones() {
        List<Member> members = List.of(in("a", 1, 1), in("b", 2, 0), in("b", 3, 1));
        assertEquals(Map.of("b2", 1), turns(here(0, members)));
        members.get(1).unhealthy();
        assertEquals(Map.of("a1", 1), turns(here(0, members)));
    }

    @Test
    void whenTooFewAreAvailableEverybodyIsAsked() {
        List<Member> members = List.of(in("b", 1), in("b", 2), in("b", 3), in("b", 4));
        members.get(0).unhealthy();
        members.get(1).unhealthy();
        assertEquals(2, turns(here(50, members)).size(), "half is enough");
        members.get(2).ejectUntil(NOW + 1);
        assertEquals(Map.of("b1", 1, "b2", 1, "b3", 1, "b4", 1), turns(here(50, members)));
        assertEquals(Map.of("b4", 1), turns(here(0, members)), "not unless configured");
    }

    @Test
    void aPriorityWithTooFewIsPassedOverFirst() {
        List<Member> members = List.of(in("b", 1), in("b", 2), in("b", 3), in("c", 4, 1));
        members.get(0).unhealthy();
        members.get(1).unhealthy();
        assertEquals(Map.of("c4", 1), turns(here(50, members)));
        members.get(3).unhealthy();
        assertEquals(4, turns(here(50, members)).size(), "and then there is none to pass on to");
    }
}
