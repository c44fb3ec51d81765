package dev.postern.waf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which rules run, and in which order. */
class FlowTest {

    @Test
    void rulesRunByPhaseThenInTheOrderOfTheFile() {
        Rulebook rules = Rulebook.of("""
                SecAction "id:5,phase:5,log,pass"
                SecAction "id:3,phase:3,log,pass"
                SecAction "id:2,phase:2,log,pass"
                SecAction "id:4,phase:4,log,pass"
                SecAction "id:1,phase:1,log,pass"
                SecAction "id:11,phase:1,log,pass"
                """);
        assertEquals(List.of(1L, 11L, 2L, 3L, 4L, 5L), Rulebook.ids(rules.get("/")));
    }

    @Test
    void aRuleWithoutAPhaseRunsInTheSecond() {
        assertEquals(Phase.REQUEST_BODY, Rulebook.of("SecAction \"id:1,pass\"").get("/").matches().getFirst().phase());
    }

    @Test
    void aChainMatchesWhenAllItsLinksDo() {
        Rulebook rules = Rulebook.of("""
                SecRule ARGS:a "@rx ^1$" "id:1,phase:2,pass,log,chain"
                  SecRule ARGS:b "@rx ^2$" "chain"
                    SecRule ARGS:c "@rx ^3$"
                """);
        assertEquals(List.of(1L), Rulebook.ids(rules.get("/?a=1&b=2&c=3")));
        assertEquals(List.of(), Rulebook.ids(rules.get("/?a=1&b=2&c=4")));
        assertEquals(List.of(), Rulebook.ids(rules.get("/?a=1&b=9&c=3")));
        assertEquals(List.of(), Rulebook.ids(rules.get("/?b=2&c=3")));
    }

    @Test
    void aChainReportsOncePerMatchOfItsLastLink() {
        Rulebook rules = Rulebook.of("""
                SecRule ARGS "@rx x" "id:1,phase:2,pass,log,chain"
                  SecRule ARGS "@rx y"
                """);
        assertEquals(List.of(1L, 1L), Rulebook.ids(rules.get("/?a=x&b=x&c=y&d=y")));
    }

    @Test
    void skipPassesOverRulesAndWholeChains() {
        Rulebook rules = Rulebook.of("""
                SecRule ARGS:n "@rx 1" "id:1,phase:2,pass,nolog,skip:2"
                SecAction "id:2,phase:2,pass,log,chain"
                  SecRule ARGS "@rx ."
                SecAction "id:3,phase:2,pass,log"
                SecAction "id:4,phase:2,pass,log"
                """);
        assertEquals(List.of(4L), Rulebook.ids(rules.get("/?n=1")));
        assertEquals(List.of(2L, 3L, 4L), Rulebook.ids(rules.get("/?n=2")));
    }

    @Test
    void skipAfterLeadsBehindAMarkerInItsOwnPhase() {
        Rulebook rules = Rulebook.of("""
                SecRule ARGS:n "@rx 1" "id:1,phase:2,pass,nolog,skipAfter:END"
                SecAction "id:2,phase:2,pass,log"
                SecAction "id:3,phase:1,pass,log"
                SecMarker END
                SecAction "id:4,phase:2,pass,log"
                """);
        assertEquals(List.of(3L, 4L), Rulebook.ids(rules.get("/?n=1")));
        assertEquals(List.of(3L, 2L, 4L), Rulebook.ids(rules.get("/?n=2")));
    }

    @Test
    void aChainSkipsOnlyWhenItMatches() {
        Rulebook rules = Rulebook.of("""
                SecRule ARGS:a "@rx 1" "id:1,phase:2,pass,nolog,skipAfter:END,chain"
                  SecRule ARGS:b "@rx 2"
                SecAction "id:2,phase:2,pass,log"
                SecMarker END
                """);
        assertEquals(List.of(), Rulebook.ids(rules.get("/?a=1&b=2")));
        assertEquals(List.of(2L), Rulebook.ids(rules.get("/?a=1&b=3")));
    }

    @Test
    void theSameLabelTwiceLeadsToTheNextPlace() {
        Rulebook rules = Rulebook.of("""
                SecMarker HERE
                SecAction "id:1,phase:2,pass,nolog,skipAfter:HERE"
                SecAction "id:2,phase:2,pass,log"
                SecMarker HERE
                SecAction "id:3,phase:2,pass,log"
                SecMarker HERE
                """);
        assertEquals(List.of(3L), Rulebook.ids(rules.get("/")));
    }
}
