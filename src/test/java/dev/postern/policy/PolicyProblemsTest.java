package dev.postern.policy;

import static dev.postern.policy.RuleSpec.allow;
import static dev.postern.policy.RuleSpec.deny;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.postern.config.PolicyConfig.DeviceCondition;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyProblemsTest {

    private static final String WORKLOAD_HINT = " [as in spiffe://corp.test/ns/finance/sa/ledger, or spiffe://corp.test/ns/finance/* for all below]";
    private static final String PATH_HINT = " [exact as in /reports, or /reports/* for all below]";

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of(allow("r").routes("ledgr"), "3:1: the rule 'r' names the route 'ledgr', which does not exist [routes are app]"),
                Arguments.of(allow("r").anyone().users("a"),
                "1:9: the rule 'r': 'anyone' with users, groups, claims, providers or workloads: it cannot be about anyone and about somebody"),
                Arguments.of(allow("r").anyone().claim("a", "b"),
                "1:9: the rule 'r': 'anyone' with users, groups, claims, providers or workloads: it cannot be about anyone and about somebody"),
                Arguments.of(deny("r").workloads("spiffe://a/b").claim("a", "b"),
                "1:9: the rule 'r': 'workloads' with claims or providers: a workload has neither, so it could never hold; write two rules"),
                Arguments.of(allow("r").workloads("spiffe://a/b").providers("corp"),
                "1:9: the rule 'r': 'workloads' with claims or providers: a workload has neither, so it could never hold; write two rules"),
                Arguments.of(allow("r").workloads("spiffe://a/*/b"), "6:1: the rule 'r': not a SPIFFE path: /*/b" + WORKLOAD_HINT),
                Arguments.of(allow("r").workloads("http://a/b"),
                "6:1: the rule 'r': not a SPIFFE id: it must begin with spiffe:// and be at most 2048 long" + WORKLOAD_HINT),
                Arguments.of(allow("r").workloads("*"), "6:1: the rule 'r': not a SPIFFE id: it must begin with spiffe:// and be at most 2048 long"
                + WORKLOAD_HINT),
                Arguments.of(allow("r").claim("a"),
                "1:9: the rule 'r': the claim 'a' has no value to be compared with, so the rule could never hold"),
                Arguments.of(allow("r").header("a"),
                "1:9: the rule 'r': the header 'a' has no value to be compared with, so the rule could never hold"),
                Arguments.of(allow("r").device(DeviceCondition.NOT_ENROLLED).attribute("a", "b"),
                        "1:9: the rule 'r': device attributes of a device that is not enrolled: it has none, so the rule could never hold"),
                Arguments.of(allow("r").hosts("a_b"), "1:9: the rule 'r': 'a_b' is no host: host holds a character that no host name has"),
                Arguments.of(allow("r").paths("/a*"), "7:1: the rule 'r': '/a*' has a star that is not the whole last segment" + PATH_HINT),
                Arguments.of(allow("r").paths("/*/a/*"), "7:1: the rule 'r': '/*/a/*' has a star that is not the whole last segment" + PATH_HINT),
                Arguments.of(allow("r").paths("a"), "7:1: the rule 'r': 'a' can match no path: path does not begin with a slash" + PATH_HINT),
                Arguments.of(allow("r").paths("/a/../b"), "7:1: the rule 'r': '/a/../b' can match no path: path holds a dot segment" + PATH_HINT));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void isReportedWhereItStands(RuleSpec rule, String problem) {
        assertEquals(List.of("postern.yaml:" + problem), World.problems(rule));
    }

    @Test
    void everythingIsReportedAtOnce() {
        assertEquals(4, World.problems(allow("r").paths("x").hosts("_").routes("y"), deny("s").when("nonsense")).size());
    }

    @Test
    void aNameIsTakenOnce() {
        assertEquals(List.of("postern.yaml:1:9: the rule name 'r' is taken [it is used at postern.yaml:1:9]"), World.problems(allow("r"), deny("r")));
    }
}
