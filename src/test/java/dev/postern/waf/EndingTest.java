package dev.postern.waf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a message when a rule matches. */
class EndingTest {

    private static Optional<Interruption.Kind> kind(String rules) {
        return Rulebook.of(rules).get("/p?q=1").interruption().map(Interruption::kind);
    }

    @Test
    void aDenialCarriesItsStatus() {
        assertEquals(Optional.of(new Interruption.Deny(403)), kind("SecAction \"id:1,phase:1,deny\""));
        assertEquals(Optional.of(new Interruption.Deny(406)), kind("SecAction \"id:1,phase:1,deny,status:406\""));
    }

    @Test
    void aDropClosesTheConnection() {
        assertEquals(Optional.of(new Interruption.Drop()), kind("SecAction \"id:1,phase:1,drop\""));
    }

    @Test
    void aRedirectFillsInWhatItsLocationRefersTo() {
        assertEquals(Optional.of(new Interruption.Redirect(302, "https://b.example/no?from=/p")), kind("SecAction \"id:1,phase:1,redirect:https://b.example/no?from=%{REQUEST_FILENAME}\""));
        assertEquals(Optional.of(new Interruption.Redirect(307, "/x")), kind("SecAction \"id:1,phase:1,status:307,redirect:/x\""));
    }

    @Test
    void afterAnInterruptionOnlyTheLoggingPhaseRuns() {
        Transaction seen = Rulebook.of("""
                SecAction "id:1,phase:2,deny,log"
                SecAction "id:2,phase:2,pass,log"
                SecAction "id:3,phase:3,pass,log"
                SecAction "id:5,phase:5,pass,log"
                """).get("/");
        assertEquals(List.of(1L, 5L), Rulebook.ids(seen));
        assertEquals(new Interruption(new Interruption.Deny(403), 1, Phase.REQUEST_BODY), seen.interruption().orElseThrow());
    }

    @Test
    void theFirstValueThatMatchesInterrupts() {
        Transaction seen = Rulebook.of("SecRule ARGS \"@rx .\" \"id:1,phase:2,deny,log\"").get("/?a=1&b=2");
        assertEquals(List.of("ARGS:a"), seen.matches().stream().map(RuleMatch::variable).toList());
    }

    @Test
    void blockMeansWhatTheDefaultActionsOfThePhaseSay() {
        String rule = "SecAction \"id:1,phase:2,block\"\n";
        assertEquals(Optional.of(new Interruption.Deny(429)), kind("SecDefaultAction \"phase:2,log,deny,status:429\"\n" + rule));
        assertEquals(Optional.empty(), kind("SecDefaultAction \"phase:2,log,pass\"\n" + rule));
        assertEquals(Optional.empty(), kind("SecDefaultAction \"phase:1,log,deny\"\n" + rule));
        assertEquals(Optional.empty(), kind(rule + "SecDefaultAction \"phase:2,log,deny\"\n"));
    }

    @Test
    void defaultsHoldForARuleThatSaysNothing() {
        assertEquals(Optional.of(new Interruption.Deny(403)), kind("SecDefaultAction \"phase:2,log,deny\"\nSecAction \"id:1,phase:2\""));
        assertEquals(Optional.empty(), kind("SecDefaultAction \"phase:2,log,deny\"\nSecAction \"id:1,phase:2,pass\""));
    }

    @Test
    void detectionReportsAndLetsPass() {
        Transaction seen = Rulebook.of("SecRuleEngine DetectionOnly\nSecAction \"id:1,phase:1,deny\"\nSecAction \"id:2,phase:1,allow\"\nSecAction \"id:3,phase:2,drop\"").get("/");
        assertEquals(Optional.empty(), seen.interruption());
        assertEquals(List.of(1L, 2L, 3L), Rulebook.ids(seen));
    }

    @Test
    void offRunsNothing() {
        assertEquals(List.of(), Rulebook.ids(Rulebook.of("SecRuleEngine Off\nSecAction \"id:1,phase:1,deny\"").get("/")));
    }

    @ParameterizedTest
    @CsvSource({"allow, 5", "allow:phase, 2 3 4 5", "allow:request, 3 4 5"})
    void allowSkipsMoreOrLess(String action, String left) {
        Transaction seen = Rulebook.of("""
                SecAction "id:10,phase:1,nolog,%s"
                SecAction "id:1,phase:1,pass,log"
                SecAction "id:2,phase:2,pass,log"
                SecAction "id:3,phase:3,pass,log"
                SecAction "id:4,phase:4,pass,log"
                SecAction "id:5,phase:5,pass,log"
                """.formatted(action)).get("/");
        assertEquals(left, String.join(" ", Rulebook.ids(seen).stream().map(String::valueOf).toList()));
    }
}
