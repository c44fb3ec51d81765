package dev.postern.waf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.Located;
import dev.postern.config.Position;
import dev.postern.seclang.IdRanges;
import dev.postern.seclang.Selection;
import dev.postern.seclang.Target;
import dev.postern.seclang.Variable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** One rule set, used differently by several routes. */
class ProfileTest {

    private static final String RULES = """
            SecAction "id:1,phase:1,pass,log,msg:'%{TX.blocking_paranoia_level} %{TX.detection_paranoia_level} %{TX.inbound_anomaly_score_threshold} %{TX.paranoia_level} %{TX.own}'"
            SecRule ARGS "@rx x" "id:2,phase:2,deny,log,tag:t"
            """;

    private static Tuning excluding(Tuning.Exclusion exclusion) {
        return new Tuning(Optional.empty(), OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), Map.of(), List.of(exclusion));
    }

    @Test
    void paranoiaAndThresholdsAreVariablesOfTheCoreRuleSet() {
        Tuning tuning = new Tuning(Optional.empty(), OptionalInt.of(1), OptionalInt.of(2), OptionalInt.of(7), OptionalInt.of(4), Map.of("own", "v", "nobody_names_it", "w"), List.of());
        assertEquals("1 2 7 1 v", Rulebook.of(RULES).with(tuning).get("/").matches().getFirst().message());
        assertEquals("    ", Rulebook.of(RULES).get("/").matches().getFirst().message());
    }

    @Test
    void aProfileMayOnlyDetect() {
        Tuning tuning = new Tuning(Optional.of(EngineMode.DETECTION_ONLY), OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), Map.of(), List.of());
        assertTrue(Rulebook.of(RULES).with(tuning).get("/?a=x").interruption().isEmpty());
    }

    @Test
    void rulesAreExcludedByIdOrTag() {
        Selection byId = new Selection.ById(new IdRanges(List.of(new IdRanges.Range(2, 2))));
        Selection byTag = new Selection.ByTag(new Located<>("^t$", Position.NONE));
        for (Selection selection : List.of(byId, byTag)) {
            assertTrue(Rulebook.of(RULES).with(excluding(new Tuning.Exclusion(selection, List.of()))).get("/?a=x").interruption().isEmpty());
        }
    }

    @Test
    void targetsAreExcludedForSomeRules() {
        Target target = new Target(Position.NONE, Target.Use.VALUES, Variable.ARGS, Optional.of(new Target.Selector.Name("a")));
        Rulebook rules = Rulebook.of(RULES).with(excluding(new Tuning.Exclusion(new Selection.ById(new IdRanges(List.of(new IdRanges.Range(1, 9)))), List.of(target))));
        assertTrue(rules.get("/?a=x").interruption().isEmpty());
        assertTrue(rules.get("/?b=x").interruption().isPresent());
    }

    @Test
    void levelsAreChecked() {
        assertThrows(IllegalArgumentException.class, () -> new Tuning(Optional.empty(), OptionalInt.of(5), OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), Map.of(), List.of()));
        assertThrows(IllegalArgumentException.class, () -> new Tuning(Optional.empty(), OptionalInt.of(3), OptionalInt.of(2), OptionalInt.empty(), OptionalInt.empty(), Map.of(), List.of()));
        assertThrows(IllegalArgumentException.class, () -> new Tuning(Optional.empty(), OptionalInt.empty(), OptionalInt.empty(), OptionalInt.of(0), OptionalInt.empty(), Map.of(), List.of()));
    }
}
