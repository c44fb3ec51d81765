package dev.postern.waf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is wrong with rules beyond their syntax is told in one go, each with its place. */
class ProblemsTest {

    @Test
    void everythingIsToldAtOnce() {
        List<String> problems = Rulebook.problems("""
                SecRule ARGS "@rx a(b" "id:1,phase:2,pass"
                SecRule ARGS "@rx a" "id:2,phase:2,pass,t:sideways"
                SecRule ARGS "@nothing a" "id:3,phase:2,pass"
                SecRule ARGS "@rx a" "id:4,phase:2,pass,msg:'%{NOWHERE}'"
                SecRule ARGS:/(/ "@rx a" "id:5,phase:2,pass"
                SecRuleRemoveByTag "["
                SecArgumentSeparator ;
                """);
        assertEquals(List.of(6, 7, 1, 2, 3, 4, 5).stream().sorted().toList(), problems.stream().map(problem -> Integer.parseInt(problem.substring(0, problem.indexOf(':')))).sorted().toList(),
                problems::toString);
    }

    @Test
    void aPatternThatIsWrongSaysWhere() {
        List<String> problems = Rulebook.problems("SecRule ARGS \"@rx ab)\" \"id:1,phase:2,pass\"");
        assertEquals("1:19", problems.getFirst().substring(0, 4));
        assertTrue(problems.getFirst().contains("at character 3"), problems::toString);
    }
}
