package dev.postern.waf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Directives that change rules above them. */
class UpdatesTest {

    private static final String RULES = """
            SecRule ARGS "@rx x" "id:1,phase:2,pass,log,tag:one,msg:first"
            SecRule ARGS|REQUEST_HEADERS:A "@rx x" "id:2,phase:2,pass,log,tag:two,msg:second"
            """;

    private static String seen(String rules) {
        return String.join(" ", Rulebook.of(rules).get("/?a=x&b=x", Field.of("A", "x"), Field.of("B", "x")).matches().stream().map(match -> match.ruleId() + match.variable()).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", value = {
        "SecRuleRemoveById 1 => 2ARGS:a 2ARGS:b 2REQUEST_HEADERS:A",
        "SecRuleRemoveById 1-5 => ''",
        "SecRuleRemoveByTag ^two$ => 1ARGS:a 1ARGS:b",
        "SecRuleRemoveByMsg second => 1ARGS:a 1ARGS:b",
        "SecRuleUpdateTargetById 1 !ARGS:a => 1ARGS:b 2ARGS:a 2ARGS:b 2REQUEST_HEADERS:A",
        "SecRuleUpdateTargetById 1 REQUEST_HEADERS:B => 1ARGS:a 1ARGS:b 1REQUEST_HEADERS:B 2ARGS:a 2ARGS:b 2REQUEST_HEADERS:A",
        "SecRuleUpdateTargetById 2 REQUEST_HEADERS:B REQUEST_HEADERS:A => 1ARGS:a 1ARGS:b 2ARGS:a 2ARGS:b 2REQUEST_HEADERS:B",
        "SecRuleUpdateTargetById 1 REQUEST_HEADERS:B REQUEST_HEADERS:A => 1ARGS:a 1ARGS:b 2ARGS:a 2ARGS:b 2REQUEST_HEADERS:A",
        "SecRuleUpdateTargetByTag one|two !ARGS => 2REQUEST_HEADERS:A",
        "SecRuleUpdateTargetByMsg second !ARGS:/a|b/ => 1ARGS:a 1ARGS:b 2REQUEST_HEADERS:A"})
    void rulesAboveAreChanged(String update, String left) {
        assertEquals(left, seen(RULES + update));
    }

    @Test
    void rulesBelowAreNot() {
        assertEquals("1ARGS:a 1ARGS:b 2ARGS:a 2ARGS:b 2REQUEST_HEADERS:A", seen("SecRuleRemoveById 1\nSecRuleUpdateTargetById 2 !ARGS\n" + RULES));
    }

    @Test
    void actionsOfARuleAreReplaced() {
        Transaction seen = Rulebook.of("SecRule ARGS \"@rx x\" \"id:1,phase:2,pass,log,msg:old,t:none\"\nSecRuleUpdateActionById 1 \"deny,status:418,msg:new\"").get("/?a=x");
        assertEquals(new Interruption.Deny(418), seen.interruption().orElseThrow().kind());
        assertEquals(List.of("new"), seen.matches().stream().map(RuleMatch::message).toList());
    }
}
