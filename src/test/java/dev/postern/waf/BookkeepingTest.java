package dev.postern.waf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Rules of which it is told beforehand what they do end as they do when they are run: with a transformation, which changes no number, each of them is. */
class BookkeepingTest {

    private static final List<String> ASKED = List.of("@eq", "@ge", "@gt", "@le", "@lt", "!@eq");
    private static final List<String> DONE = List.of("skipAfter:END-%d", "skip:2", "setvar:tx.n=+1,skip:1", "setvar:!tx.m", "setvar:tx.m=2,skipAfter:END-%d", "severity:NOTICE,skip:1",
            "ctl:ruleRemoveById=%d", "ctl:ruleRemoveTargetById=%d;TX:n", "capture,skip:1");
    private static final String SEEN = """
            SecRule MATCHED_VAR "@rx .*" "id:%d,phase:1,pass,log,capture,msg:'%%{TX.0}|%%{TX.n}|%%{TX.m}|%%{HIGHEST_SEVERITY}'"
            SecRule MATCHED_VAR_NAME "@rx .*" "id:%d,phase:1,pass,log,capture,msg:'%%{TX.0}'"
            """;

    private static String rules(Random pick) {
        StringBuilder rules = new StringBuilder("SecAction \"id:1,phase:1,pass,nolog,setvar:tx.n=" + pick.nextInt(-1, 3) + ",setvar:tx.m=" + pick.nextInt(4) + "x\"\n");
        for (int i = 10; i < 40; i++) {
            String target = (pick.nextInt(4) == 0 ? "&" : "") + "TX:" + List.of("n", "m", "k").get(pick.nextInt(3));
            String done = DONE.get(pick.nextInt(DONE.size())).formatted(pick.nextInt(i, 40));
            rules.append("SecRule ").append(target).append(" \"").append(ASKED.get(pick.nextInt(ASKED.size()))).append(' ').append(pick.nextInt(-1, 4)).append("\" \"id:").append(i)
                    .append(",phase:1,pass,").append(pick.nextInt(5) == 0 ? "log," : "nolog,").append(done).append("HOW\"\n");
            if (pick.nextInt(4) == 0) {
                rules.append(SEEN.formatted(2 * i + 100, 2 * i + 101));
            }
            rules.append("SecMarker END-").append(i).append('\n');
        }
        return rules + SEEN.formatted(300, 301);
    }

    private static List<String> told(String rules) {
        return Rulebook.of(rules).get("/").matches().stream().map(match -> match.ruleId() + " " + match.message() + " " + match.variable()).toList();
    }

    @Test
    void endsAsWhenEachIsRun() {
        int led = 0;
        for (int seed = 0; seed < 400; seed++) {
            String rules = rules(new Random(seed));
            List<String> run = told(rules.replace("HOW", ",t:lowercase"));
            assertEquals(run, told(rules.replace("HOW", "")), () -> rules);
            led += run.isEmpty() ? 0 : 1;
        }
        assertTrue(led > 300, "some go past the last rules: " + led);
    }

    @Test
    void aRuleThatIsNotToLookLeadsNowhere() {
        assertEquals(List.of("4"), told("""
                SecAction "id:1,phase:1,pass,nolog,setvar:tx.n=1,ctl:ruleRemoveTargetById=2;TX:n"
                SecRule TX:n "@eq 1" "id:2,phase:1,pass,nolog,skipAfter:END"
                SecRule TX:n "@eq 2" "id:3,phase:1,pass,log"
                SecRule TX:n "@eq 1" "id:4,phase:1,pass,log"
                SecMarker END
                """).stream().map(line -> line.substring(0, line.indexOf(' '))).toList());
    }

    @Test
    void whatIsBeyondAnyNumberMatchesNothing() {
        assertEquals(List.of("3"), told("""
                SecAction "id:1,phase:1,pass,nolog,setvar:tx.n=2147483647"
                SecRule TX:n "@gt 2147483647" "id:2,phase:1,pass,log"
                SecRule TX:n "@ge 2147483647" "id:3,phase:1,pass,log"
                SecRule TX:n "@lt -2147483648" "id:4,phase:1,pass,log"
                """).stream().map(line -> line.substring(0, line.indexOf(' '))).toList());
    }
}
