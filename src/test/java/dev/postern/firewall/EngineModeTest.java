package dev.postern.firewall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.postern.config.WafConfig;
import dev.postern.config.WafConfig.Mode;
import dev.postern.inspect.Inspection;
import dev.postern.inspect.Verdict;
import dev.postern.inspect.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who says whether anything is refused: the profile, or where it does not, the rule files, or where they do not either, nobody has to. */
final class EngineModeTest {

    private static final String RULE = "SecRule ARGS \"@contains badger\" \"id:1,phase:1,deny,log\"\n";
    private static final WafConfig.Body SHORT = new WafConfig.Body(WafConfig.Body.Inspect.ON, 1024, WafConfig.Body.Beyond.REFUSE);

    @TempDir
    Path dir;
    private final Workers workers = new Workers("test");

    private WafConfig profile(String mode, String said) throws IOException {
        String engine = said.equals("-") ? "" : "SecRuleEngine " + said + "\n";
        return Examined.profile(dir, engine + RULE, mode.equals("-") ? Optional.empty() : Optional.of(Mode.valueOf(mode)), SHORT, SHORT);
    }

    @ParameterizedTest
    @CsvSource({
        "-, -, refused, 1", "-, On, refused, 1", "-, DetectionOnly, passed, 1", "-, Off, passed, 0",
        "ENFORCE, -, refused, 1", "ENFORCE, On, refused, 1", "ENFORCE, DetectionOnly, refused, 1", "ENFORCE, Off, refused, 1",
        "REPORT, -, passed, 1", "REPORT, On, passed, 1", "REPORT, DetectionOnly, passed, 1", "REPORT, Off, passed, 1"})
    void theProfileCountsAndThenTheFiles(String mode, String said, String becomes, int matches) throws Exception {
        Examined examined = new Examined(profile(mode, said), Map.of(), workers);
        Inspection request = examined.request("/?q=badger");
        assertEquals(becomes, Examined.await(request.head()) instanceof Verdict.Deny ? "refused" : "passed");
        assertEquals(matches, examined.record().size());
    }

    /** A file that is only there to detect refuses nothing for its length either. */
    @ParameterizedTest
    @CsvSource({"-, On, refused", "-, DetectionOnly, passed", "-, Off, passed", "ENFORCE, DetectionOnly, refused", "REPORT, On, passed"})
    void lengthIsNoReasonWhereNothingIsRefused(String mode, String said, String becomes) throws Exception {
        Examined examined = new Examined(profile(mode, said), Map.of("content-type", "application/x-www-form-urlencoded"), workers);
        Inspection request = examined.request("/");
        assertEquals(Verdict.RELEASE, Examined.await(request.head()));
        boolean wanted = request.interest() != Inspection.Interest.NONE;
        assertEquals(becomes, wanted && Examined.await(request.body(Examined.text("x".repeat(2048)))) instanceof Verdict.Deny ? "refused" : "passed");
    }

    /** The files say how it is in general, a rule how it is here. */
    @Test
    void aRuleSwitchesTheEngineOfFilesThatOnlyDetect() throws Exception {
        String rules = "SecRuleEngine DetectionOnly\nSecAction \"id:9,phase:1,pass,nolog,ctl:ruleEngine=On\"\n" + RULE;
        Examined left = new Examined(Examined.profile(dir, rules, Optional.empty(), SHORT, SHORT), Map.of(), workers);
        assertInstanceOf(Verdict.Deny.class, Examined.await(left.request("/?q=badger").head()));
        Examined reported = new Examined(Examined.profile(dir, rules, Optional.of(Mode.REPORT), SHORT, SHORT), Map.of(), workers);
        assertEquals(Verdict.RELEASE, Examined.await(reported.request("/?q=badger").head()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "- | -             |",
        "- | On            |",
        "- | DetectionOnly | the firewall profile own refuses nothing: it has no mode, so that SecRuleEngine DetectionOnly counts",
        "- | Off           | the firewall profile own runs no rules: it has no mode, so that SecRuleEngine Off counts",
        "ENFORCE | On            |",
        "ENFORCE | DetectionOnly | SecRuleEngine DetectionOnly does not count: the firewall profile own says mode: enforce",
        "ENFORCE | Off           | SecRuleEngine Off does not count: the firewall profile own says mode: enforce",
        "REPORT  | DetectionOnly |",
        "REPORT  | Off           | SecRuleEngine Off does not count: the firewall profile own says mode: report"})
    void whatFilesSayIsToldWhereItDecidesOrIsPassedOver(String mode, String said, String doubt) throws Exception {
        List<String> expected = doubt == null ? List.of() : List.of(dir.resolve("own.conf") + ":1:1: " + doubt);
        assertEquals(expected, Examined.ruling(profile(mode, said)).doubts().stream().map(found -> found.at() + ": " + found.message()).toList());
    }
}
