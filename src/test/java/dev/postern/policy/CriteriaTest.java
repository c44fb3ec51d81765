package dev.postern.policy;

import static dev.postern.policy.RuleSpec.allow;
import static dev.postern.policy.RuleSpec.rule;
import static dev.postern.policy.World.get;
import static dev.postern.policy.World.headers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.PolicyConfig.DeviceCondition;
import dev.postern.config.PolicyConfig.Effect;
import dev.postern.config.PolicyConfig.RevocationDemand;
import dev.postern.config.PolicyConfig.TimeWindow;
import java.net.InetAddress;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each kind of condition: what holds and what does not. */
class CriteriaTest {

    @ParameterizedTest
    @CsvSource({"alice, true", "Alice, false", "alice@corp, false", "alicex, false", "'', false"})
    void users(String name, boolean holds) {
        assertEquals(holds, World.of(allow("r").users("alice", "carol")).allows(get("/").by(World.user(name, "alice"))));
    }

    @ParameterizedTest
    @CsvSource({"finance, true", "Finance, false", "sales, false", "finance-test, false"})
    void groups(String group, boolean holds) {
        assertEquals(holds, World.of(allow("r").groups("finance", "audit")).allows(get("/").by(World.user("finance", "staff", group))));
    }

    @ParameterizedTest
    @CsvSource({
        "spiffe://corp.test/ns/finance/sa/ledger, true",
        "spiffe://corp.test/ns/finance/sa, true",
        "spiffe://corp.test/ns/finance, false",
        "spiffe://corp.test/ns/finance-test/sa/x, false",
        "spiffe://other.test/ns/finance/sa/ledger, false",
        "spiffe://corp.test/ns/sales/sa/exact, true",
        "spiffe://corp.test/ns/sales/sa/exact/below, false",
        "spiffe://whole.test/x, true",
        "spiffe://whole.test, false",
    })
    void workloads(String id, boolean holds) {
        World world = World.of(allow("r").workloads("spiffe://corp.test/ns/finance/*", "spiffe://corp.test/ns/sales/sa/exact",
                "spiffe://whole.test/*"));
        assertEquals(holds, world.allows(get("/").by(World.workload(id))));
        Explanation explanation = world.policy().explain(world.attempt(get("/").by(World.workload(id))));
        assertEquals(holds, explanation.rules().getFirst().holds(), "by the check, without the index");
        assertFalse(world.allows(get("/").by(World.user(id, id))), "a user who is called like a workload");
    }

    @Test
    void usersGroupsAndWorkloadsAreAlternatives() {
        World world = World.of(allow("r").users("bob").groups("finance").workloads("spiffe://corp.test/ns/finance/*"));
        assertTrue(world.allows(get("/").by(World.ALICE)));
        assertTrue(world.allows(get("/").by(World.BOB)));
        assertTrue(world.allows(get("/").by(World.LEDGER)));
        assertFalse(world.allows(get("/").by(World.user("carol", "sales"))));
        assertFalse(world.allows(get("/")));
    }

    @Test
    void claimsAndProvidersAreRequiredBesides() {
        World world = World.of(allow("r").groups("finance").claim("level", "3"));
        assertFalse(world.allows(get("/").by(World.ALICE)));
        assertFalse(World.of(allow("r").groups("finance").providers("other")).allows(get("/").by(World.ALICE)));
        assertTrue(World.of(allow("r").groups("finance").providers("corp", "other")).allows(get("/").by(World.ALICE)));
    }

    @Test
    void withoutWhoAnyAuthenticatedPrincipalIsMeant() {
        World world = World.of(allow("r"));
        assertTrue(world.allows(get("/").by(World.ALICE)));
        assertTrue(world.allows(get("/").by(World.LEDGER)));
        assertFalse(world.allows(get("/")));
        assertTrue(World.of(allow("r").anyone()).allows(get("/")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"dept\":\"finance\",\"realm_access\":{\"roles\":[\"viewer\",\"approver\"]}} | true",
        "{\"dept\":[\"x\",\"finance\"],\"realm_access.roles\":\"approver\"} | true",
        "{\"dept\":\"finance\"} | false",
        "{\"dept\":\"financeX\",\"realm_access\":{\"roles\":[\"approver\"]}} | false",
        "{\"dept\":{\"finance\":true},\"realm_access\":{\"roles\":[\"approver\"]}} | false",
    })
    void claims(String json, boolean holds) {
        World world = World.of(allow("r").claim("dept", "finance", "audit").claim("realm_access.roles", "approver"));
        assertEquals(holds, world.allows(get("/").by(World.claiming(json))));
        assertFalse(world.allows(get("/").by(World.LEDGER)));
    }

    @Test
    void claimsAloneMeanUsersWhoHaveThem() {
        World world = World.of(allow("r").claim("level", "3", "true"));
        assertTrue(world.allows(get("/").by(World.claiming("{\"level\":3}"))));
        assertTrue(world.allows(get("/").by(World.claiming("{\"level\":true}"))));
        assertFalse(world.allows(get("/").by(World.claiming("{\"level\":30}"))));
        assertFalse(world.allows(get("/")));
    }

    @ParameterizedTest
    @CsvSource({"enrolled, true, false", "revoked, false, true", "expired, false, true", "unknown, false, true", "none, false, true"})
    void device(String state, boolean enrolled, boolean notEnrolled) {
        Scenario scenario = get("/").by(World.ALICE).on(World.device(state, Map.of()));
        assertEquals(enrolled, World.of(allow("r").device(DeviceCondition.ENROLLED)).allows(scenario));
        assertEquals(notEnrolled, World.of(allow("r").device(DeviceCondition.NOT_ENROLLED)).allows(scenario));
        assertTrue(World.of(allow("r").device(DeviceCondition.ANY)).allows(scenario));
    }

    @Test
    void aRuleSaysWhetherItMustBeKnownThatTheDeviceIsNotRevoked() {
        Scenario scenario = get("/").by(World.ALICE).on(World.device("undetermined", Map.of("unit", "finance")));
        RuleSpec bestEffort = allow("r").device(DeviceCondition.ENROLLED).revocation(RevocationDemand.BEST_EFFORT).attribute("unit", "finance");
        assertTrue(World.of(bestEffort).allows(scenario));
        assertFalse(World.of(allow("r").device(DeviceCondition.ENROLLED)).allows(scenario));
        assertFalse(World.of(allow("r").attribute("unit", "finance")).allows(scenario));
        assertFalse(World.of(bestEffort).allows(scenario.on(World.device("revoked", Map.of()))));
        assertTrue(World.of(allow("r").when("device.state == 'undetermined' && !('unit' in device.attributes)")).allows(scenario));
    }

    @Test
    void deviceAttributes() {
        World world = World.of(allow("r").attribute("unit", "finance", "audit").attribute("owner", "corp"));
        assertTrue(world.allows(get("/").by(World.ALICE).on(World.device("enrolled", Map.of("unit", "audit", "owner", "corp")))));
        assertFalse(world.allows(get("/").by(World.ALICE).on(World.device("enrolled", Map.of("unit", "audit")))));
        assertFalse(world.allows(get("/").by(World.ALICE).on(World.device("enrolled", Map.of("unit", "x", "owner", "corp")))));
        assertFalse(world.allows(get("/").by(World.ALICE)));
    }

    @ParameterizedTest
    @CsvSource({"10.1.2.3, true", "10.255.255.255, true", "11.0.0.0, false", "192.0.2.7, true", "192.0.2.8, false", "2001:db8::1, true",
            "2001:db9::1, false",
        "::ffff:10.1.2.3, true", "::10.1.2.3, false"})
    void networks(String address, boolean holds) {
        World world = World.of(allow("r").networks("10.0.0.0/8", "192.0.2.7", "2001:db8::/32"));
        assertEquals(holds, world.allows(get("/").by(World.ALICE).from(InetAddress.ofLiteral(address))));
    }

    @ParameterizedTest
    @CsvSource({"app.test, true", "APP.test:8443, true", "x.corp.test, true", "x.y.corp.test, true", "corp.test, false", "xcorp.test, false",
            "appXtest.test, false"})
    void hosts(String host, boolean holds) {
        World world = World.of(new dev.postern.route.RouteSpec[] {dev.postern.route.RouteSpec.route("all").host("*.test")}, allow("r")
                .hosts("app.test", "*.corp.test"));
        assertEquals(holds, world.allows(Scenario.of("GET", "https://" + host + "/").by(World.ALICE)));
    }

    @ParameterizedTest
    @CsvSource({"GET, true", "HEAD, false", "get, false", "POST, true", "GETX, false"})
    void methods(String method, boolean holds) {
        assertEquals(holds, World.of(allow("r").methods("GET", "POST")).allows(Scenario.of(method, "https://app.test/").by(World.ALICE)));
    }

    @ParameterizedTest
    @CsvSource({
        "/a, true, true",
        "/a/, false, true",
        "/a/b, false, false",
        "/ab, false, false",
        "/A, false, false",
        "/%61, true, true",
        "/below, false, true",
        "/below/, true, true",
        "/below/x/y, true, true",
        "/belowx, false, false",
        "/belowX/x, false, false",
        "/jobs:cancel, true, true",
        "/jobs%3Acancel, true, true",
        "/jobs%3acancel/, false, true",
        "/x/below/, false, false",
    })
    void paths(String path, boolean allowed, boolean denied) {
        for (Effect effect : Effect.values()) {
            World world = World.of(rule(effect).paths("/a", "/below/*", "/jobs:cancel"), allow("otherwise").users("carol"));
            boolean holds = switch (world.decide(get(path).by(World.ALICE))) {
                case Decision.Allow allow -> true;
                case Decision.Refuse refuse -> refuse.rule().isPresent();
            };
            assertEquals(effect == Effect.ALLOW ? allowed : denied, holds, effect.name());
        }
    }

    @Test
    void aStarAloneCoversEveryPath() {
        assertTrue(World.of(allow("r").paths("/*")).allows(get("/").by(World.ALICE)));
        assertTrue(World.of(allow("r").paths("/*")).allows(get("/a/b").by(World.ALICE)));
    }

    @ParameterizedTest
    @CsvSource({
        "'x-env,prod', true, true",
        "'X-ENV,prod', true, true",
        "'x-env,stage', true, true",
        "'x-env,prod,x-env,stage', true, true",
        "'x-env,prod,x-env,evil', false, true",
        "'x-env,evil,x-env,prod', false, true",
        "'x-env,PROD', false, false",
        "'x-other,prod', false, false",
    })
    void headerLines(String lines, boolean allowed, boolean denied) {
        assertHeader(headers(lines.split(",")), allowed, denied);
    }

    @Test
    void elementsOfOneLineAreSeenByDenyRules() {
        assertHeader(headers("x-env", "evil, prod"), false, true);
        assertHeader(headers("x-env", ""), false, false);
        assertHeader(headers(), false, false);
    }

    private static void assertHeader(io.vertx.core.MultiMap headers, boolean allowed, boolean denied) {
        Scenario scenario = get("/").by(World.ALICE).with(headers);
        assertEquals(allowed, World.of(allow("r").header("x-env", "prod", "stage")).allows(scenario));
        assertEquals(!denied, World.of(RuleSpec.deny("d").header("x-env", "prod", "stage"), allow("r")).allows(scenario));
    }

    @Test
    void everyNamedHeaderIsNeeded() {
        World world = World.of(allow("r").header("x-a", "1").header("x-b", "2"));
        assertTrue(world.allows(get("/").by(World.ALICE).with(headers("x-a", "1", "x-b", "2"))));
        assertFalse(world.allows(get("/").by(World.ALICE).with(headers("x-a", "1"))));
    }

    @ParameterizedTest
    @CsvSource({
        // Zurich is an hour ahead of UTC in January, two in July. 2026-01-05 is a Monday.
        "2026-01-05T06:59:59Z, false, false",
        "2026-01-05T07:00:00Z, true, false",
        "2026-01-05T16:59:59Z, true, false",
        "2026-01-05T17:00:00Z, false, false",
        "2026-07-06T06:00:00Z, true, false",
        "2026-07-06T16:00:00Z, false, false",
        "2026-01-04T10:00:00Z, false, false",
        // The night shift begins on Friday 22:00 and ends on Saturday 06:00.
        "2026-01-09T20:59:59Z, false, false",
        "2026-01-09T21:00:00Z, false, true",
        "2026-01-10T04:59:59Z, false, true",
        "2026-01-10T05:00:00Z, false, false",
        "2026-01-10T22:00:00Z, false, false",
        "2026-01-09T04:00:00Z, false, false",
    })
    void time(String at, boolean office, boolean night) {
        ZoneId zurich = ZoneId.of("Europe/Zurich");
        TimeWindow hours = new TimeWindow(Set.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY), LocalTime.of(8, 0), LocalTime.of(18, 0), zurich);
        TimeWindow shift = new TimeWindow(Set.of(DayOfWeek.FRIDAY), LocalTime.of(22, 0), LocalTime.of(6, 0), zurich);
        Scenario scenario = get("/").by(World.ALICE).at(Instant.parse(at));
        assertEquals(office, World.of(allow("r").time(hours)).allows(scenario));
        assertEquals(night, World.of(allow("r").time(shift)).allows(scenario));
    }

    @Test
    void equalHoursAreTheWholeDay() {
        TimeWindow monday = new TimeWindow(Set.of(DayOfWeek.MONDAY), LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, ZoneId.of("UTC"));
        World world = World.of(allow("r").time(monday));
        assertTrue(world.allows(get("/").by(World.ALICE).at(Instant.parse("2026-01-05T23:59:59Z"))));
        assertFalse(world.allows(get("/").by(World.ALICE).at(Instant.parse("2026-01-06T00:00:00Z"))));
    }

    /** No text in a rule is a pattern: a character in it matches that character only (CVE-2026-39350 was an unescaped dot). */
    @ParameterizedTest
    @EnumSource(Effect.class)
    void noTextIsAPattern(Effect effect) {
        Random random = new Random(7);
        String special = ".+?|()[]{}^$*\\";
        for (int i = 0; i < 300; i++) {
            char mark = special.charAt(random.nextInt(special.length()));
            String written = "a" + mark + "b";
            String asked = "a" + (char) ('A' + random.nextInt(26)) + "b";
            assertFalse(holds(rule(effect).users(written), get("/").by(World.user(asked))), written);
            assertFalse(holds(rule(effect).groups(written), get("/").by(World.user("x", asked))), written);
            assertFalse(holds(rule(effect).claim("c", written), get("/").by(World.claiming("{\"c\":\"" + asked + "\"}"))), written);
            assertFalse(holds(rule(effect).header("h", written), get("/").by(World.ALICE).with(headers("h", asked))), written);
            assertFalse(holds(rule(effect).attribute("t", written), get("/").by(World.ALICE).on(World.device("enrolled", Map.of("t", asked)))),
                    written);
            assertTrue(holds(rule(effect).users(written), get("/").by(World.user(written))), written);
        }
        for (String asked : new String[] {"/aXb", "/a/b", "/ab"}) {
            assertFalse(holds(rule(effect).paths("/a.b", "/a.b/*"), get(asked).by(World.ALICE)), asked);
        }
        assertFalse(holds(rule(effect).workloads("spiffe://corp.test/a.b/*"), get("/").by(World.workload("spiffe://corp.test/aXb/c"))));
    }

    private static boolean holds(RuleSpec rule, Scenario scenario) {
        return switch (World.of(rule).decide(scenario)) {
            case Decision.Allow allow -> true;
            case Decision.Refuse refuse -> refuse.rule().isPresent();
        };
    }
}
