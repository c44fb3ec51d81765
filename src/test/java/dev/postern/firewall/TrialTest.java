package dev.postern.firewall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.Located;
import dev.postern.config.Position;
import dev.postern.config.Problems;
import dev.postern.config.WafConfig;
import dev.postern.config.WafConfig.Body;
import dev.postern.config.WafConfig.Body.Beyond;
import dev.postern.config.WafConfig.Body.Inspect;
import dev.postern.inspect.Workers;
import dev.postern.waf.RuleMatch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One request before a profile outside the gateway: the same verdict as there, and exclusions that do what they are for. */
final class TrialTest {

    private static final Position AT = new Position("postern.yaml", 1, 1);
    private static final String BADGER = "SecRule ARGS|REQUEST_BODY \"@contains badger\" \"id:1,phase:2,deny,log,severity:CRITICAL\"\n";

    @TempDir
    Path dir;
    private final Workers workers = new Workers("test");
    private WafConfig.Mode mode = WafConfig.Mode.ENFORCE;
    private Body body = new Body(Inspect.ON, 1024, Beyond.REFUSE);

    private Trial trial(String rules, byte[] raw) throws IOException {
        Files.writeString(dir.resolve("own.conf"), rules);
        WafConfig config = new WafConfig(new Located<>("own", AT), List.of(new Located<>(dir.resolve("own.conf"), AT)), Optional.of(mode), new WafConfig.Paranoia(1, 1), new WafConfig.Thresholds(5, 4),
                List.of(), body, body);
        Problems problems = new Problems();
        Ruling ruling = new RuleBooks(InstantSource.system()).rulings(List.of(config), problems).get("own");
        problems.throwIfAny();
        return Trial.of(ruling, raw, workers);
    }

    private Trial asked(String rules, String target) throws IOException {
        return trial(rules, ("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    private static byte[] post(String fields, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(("POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n" + fields + "Content-Length: " + content.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static byte[] gzip(String plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream coded = new GZIPOutputStream(out)) {
            coded.write(plain.getBytes(StandardCharsets.US_ASCII));
        }
        return out.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void aCodedBodyIsDecodedAsInTheGateway() throws IOException {
        Trial trial = trial(BADGER, post("Content-Encoding: gzip\r\n", gzip("q=badger")));
        assertEquals(Optional.of("by rule 1"), trial.refusal());
        assertEquals(List.of("the body is decoded before rules see it: gzip"), trial.notes());
        Trial unknown = trial(BADGER, post("Content-Encoding: compress\r\n", ascii("q=badger")));
        assertTrue(unknown.refusal().orElseThrow().startsWith("the body could not be read"), unknown.refusal().toString());
        assertTrue(trial(BADGER, post("Content-Encoding: gzip\r\n", gzip("x".repeat(20 << 20)))).refusal().isPresent(), "a bomb");
    }

    @Test
    void theProfilesLimitCounts() throws IOException {
        byte[] late = post("", ascii("a=" + "x".repeat(2_000) + "badger"));
        Trial refused = trial(BADGER, late);
        assertEquals(Optional.of("longer than the 1024 octets that the firewall may hold"), refused.refusal());
        assertEquals(List.of(), refused.exclusions(), "no exclusion helps against that");
        body = new Body(Inspect.ON, 1024, Beyond.PASS);
        Trial passed = trial(BADGER, late);
        assertEquals(Optional.empty(), passed.refusal());
        assertEquals(List.of("of a body, the first 1024 octets alone were inspected"), passed.notes());
        assertEquals(Optional.of("by rule 1"), trial(BADGER, post("", ascii("b=badger&a=" + "x".repeat(2_000)))).refusal());
    }

    @Test
    void aBodyThatIsNotLookedIntoIsNotLookedIntoHereEither() throws IOException {
        body = new Body(Inspect.OFF, 1024, Beyond.REFUSE);
        Trial trial = trial(BADGER, post("", ascii("a=badger" + "x".repeat(2_000))));
        assertEquals(Optional.empty(), trial.refusal());
        assertEquals(List.of("the body is not looked into: the profile has request-body: {inspect: off}"), trial.notes());
    }

    @Test
    void whereNothingIsEnforcedItPassesAndTheNoteSaysWhy() throws IOException {
        mode = WafConfig.Mode.REPORT;
        Trial trial = asked(BADGER, "/?q=badger");
        assertEquals(Optional.empty(), trial.refusal());
        assertEquals(List.of(1L), trial.matches().stream().map(RuleMatch::ruleId).toList());
        assertEquals(List.of("the profile has mode: report, which refuses nothing"), trial.notes());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', emptyValue = "", value = {
        "deny,log # - {rules: [2], targets: [\"ARGS:q\"]}",
        "deny,log,severity:CRITICAL # - {rules: [2], targets: [\"ARGS:q\"]}",
        "deny,nolog # - {rules: [2]}",
        "drop,log,severity:INFO # - {rules: [2], targets: [\"ARGS:q\"]}"})
    void aRuleThatRefusesIsExcludedWhateverItWeighs(String actions, String proposed) throws IOException {
        Trial trial = asked("SecRule ARGS \"@contains badger\" \"id:2,phase:2," + actions + "\"\n", "/?q=badger&r=1");
        assertEquals(List.of(proposed), trial.exclusions());
    }

    /** It looks at nothing, but the engine gives it the client's address to look at. */
    @Test
    void anActionThatRefusesIsExcludedToo() throws IOException {
        assertEquals(List.of("- {rules: [3], targets: [\"REMOTE_ADDR\"]}"), asked("SecAction \"id:3,phase:1,deny,log\"\n", "/").exclusions());
    }

    /** The rule of the first phase keeps that of the second from running, the first argument the second. */
    @Test
    void whatShowsOnlyWhenSomethingElseIsExcludedIsThereToo() throws IOException {
        Trial trial = asked("SecRule REQUEST_URI \"@contains badger\" \"id:2,phase:1,deny,log\"\nSecRule ARGS \"@contains badger\" \"id:3,phase:2,deny,log,severity:NOTICE\"\n", "/?q=badger&r=badger");
        assertEquals(List.of("- {rules: [2], targets: [\"REQUEST_URI\"]}", "- {rules: [3], targets: [\"ARGS:q\", \"ARGS:r\"]}"), trial.exclusions());
    }

    /** A warning alone does not refuse. */
    @Test
    void whatIsNotNeededIsNotProposed() throws IOException {
        String scoring = "SecRule ARGS \"@contains badger\" \"id:2,phase:2,pass,log,severity:CRITICAL,setvar:tx.score=+5\"\n"
                + "SecRule ARGS \"@contains bad\" \"id:3,phase:2,pass,log,severity:WARNING,setvar:tx.score=+3\"\n"
                + "SecRule TX:SCORE \"@ge 5\" \"id:4,phase:2,deny,log,severity:EMERGENCY\"\n";
        assertEquals(List.of("- {rules: [2], targets: [\"ARGS:q\"]}"), asked(scoring, "/?q=badger").exclusions());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', value = {"a,b ! a,b", "a%7cb ! a|b", "/a/ ! /a/", "%20a ! ' a'", "a%1b ! a\\x1b"})
    void aNameThatIsNoTargetIsLeftOutAndSaidSo(String name, String shown) throws IOException {
        Trial trial = asked("SecRule ARGS \"@contains badger\" \"id:2,phase:2,deny,log\"\n", "/?" + name + "=badger");
        assertEquals(Optional.of("by rule 2"), trial.refusal());
        assertEquals(List.of(), trial.exclusions());
        assertEquals(List.of("rule 2 matched at a name that cannot be written as a target: ARGS:" + shown), trial.unusable());
    }

    @Test
    void whatIsProposedCanBeReadBack() throws IOException {
        Trial trial = asked("SecRule ARGS \"@contains badger\" \"id:2,phase:2,deny,log\"\n", "/?a%22%5c%e4=badger");
        assertEquals(List.of("- {rules: [2], targets: [\"ARGS:a\\\"\\\\\\xe4\"]}"), trial.exclusions());
    }

    @Test
    void whatIsNoRequestIsSaidSo() {
        assertThrows(IllegalArgumentException.class, () -> trial(BADGER, ascii("GET / HTTP/1.1\r\nHost: a")));
    }
}
