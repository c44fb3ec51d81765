package dev.postern.seclang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.Located;
import dev.postern.config.Position;
import dev.postern.config.Problems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What good rules are read as. What is said about bad ones is in {@link GoldenRuleErrorsTest}. */
final class RuleFilesTest {

    @TempDir
    private Path dir;
    private Path file;

    @BeforeEach
    void name() {
        file = dir.resolve("rules.conf");
    }

    private Rules read(String text) throws IOException {
        Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
        Problems problems = new Problems();
        Rules rules = RuleFiles.read(List.of(file), problems);
        assertEquals(List.of(), problems.list());
        return rules;
    }

    private Rule rule(String text) throws IOException {
        return (Rule) read(text).directives().getFirst();
    }

    private List<Action> actions(String actions) throws IOException {
        List<Action> all = rule("SecAction \"id:1," + actions + "\"").links().getFirst().actions();
        return all.subList(1, all.size());
    }

    private List<Target> targets(String targets) throws IOException {
        return rule("SecRule " + targets + " \"@rx a\" \"id:1\"").links().getFirst().test().orElseThrow().targets();
    }

    private OperatorUse operator(String operator) throws IOException {
        return rule("SecRule ARGS " + operator + " \"id:1\"").links().getFirst().test().orElseThrow().operator();
    }

    private Position at(int line, int column) {
        return new Position(file.toString(), line, column);
    }

    @Test
    void positionsSurviveJoinedLinesAndEscapes() throws IOException {
        Rule rule = rule("# \u00c3\u00a9\n  SecRule ARGS|\\\n  REQUEST_URI \"@rx \u00c3\u00a9\\\"\" \\\r\n\t\"id:7,\\\n  msg:'a\\'b',\\\n  t:none\"\n".replace("ARGS|\\\n  REQUEST_URI", "\"ARGS|\\\n  REQUEST_URI\""));
        assertEquals(at(2, 3), rule.at());
        Link link = rule.links().getFirst();
        Link.Test test = link.test().orElseThrow();
        assertEquals(List.of(at(2, 12), at(3, 3)), test.targets().stream().map(Target::at).toList());
        Located<String> argument = test.operator().argument();
        assertEquals("\u00c3\u00a9\"", argument.value());
        assertEquals(at(3, 21), argument.at());
        assertEquals(List.of(new Action.Id(at(4, 3), 7), new Action.Metadata(at(5, 3), Action.Metadata.Kind.MSG, "a'b"), new Action.Transform(at(6, 5), "none")), link.actions());
    }

    @Test
    void commentsAndBlankLinesSayNothing() throws IOException {
        assertEquals(List.of(), read("\n   \n# a comment \\\nSecRule that goes on\n\t#SecRuleEngine On\n").directives());
    }

    @Test
    void backslashesAreTakenAwayAsApacheDoes() throws IOException {
        assertEquals("a\\b", operator("\"@rx a\\\\b\"").argument().value());
        assertEquals("\\d\"'", operator("\"@rx \\d\\\"'\"").argument().value());
        assertEquals("\\\"'", operator("'@rx \\\"\\''").argument().value());
        assertEquals("a\\b", operator("a\\\\b").argument().value());
    }

    @Test
    void anOperatorIsARegularExpressionUnlessItSaysOtherwise() throws IOException {
        OperatorUse plain = operator("^/admin");
        assertEquals(List.of("rx", "^/admin", OperatorUse.Sense.MATCHES), List.of(plain.name().value(), plain.argument().value(), plain.sense()));
        OperatorUse not = operator("\"! @streq  a b \"");
        assertEquals(List.of("streq", "a b ", OperatorUse.Sense.MATCHES_NOT), List.of(not.name().value(), not.argument().value(), not.sense()));
        OperatorUse bare = operator("\"@detectSQLi\"");
        assertEquals(List.of("detectSQLi", ""), List.of(bare.name().value(), bare.argument().value()));
        OperatorUse negated = operator("\"!^$\"");
        assertEquals(List.of("rx", "^$", OperatorUse.Sense.MATCHES_NOT), List.of(negated.name().value(), negated.argument().value(), negated.sense()));
    }

    @Test
    void targetsAreCountedExcludedAndSelected() throws IOException {
        List<Target> all = targets("args|&ARGS:id|!REQUEST_COOKIES:/^_(a|b),$/|XML:/*|XML://@*|REQUEST_HEADERS:'/^x-|y/'|HTTP_HOST,TX:/a\\/b/");
        assertEquals(List.of(Variable.ARGS, Variable.ARGS, Variable.REQUEST_COOKIES, Variable.XML, Variable.XML, Variable.REQUEST_HEADERS, Variable.REQUEST_HEADERS, Variable.TX),
                all.stream().map(Target::variable).toList());
        assertEquals(List.of(Target.Use.VALUES, Target.Use.COUNT, Target.Use.EXCLUDED), all.stream().limit(3).map(Target::use).toList());
        List<String> selectors = all.stream().map(target -> switch (target.selector().orElse(new Target.Selector.Name("-"))) {
            case Target.Selector.Name(String name) -> name;
            case Target.Selector.Pattern(_, String regex) -> "~" + regex;
            case Target.Selector.Path(Target.XmlPath path) -> path.name();
        }).toList();
        assertEquals(List.of("-", "id", "~^_(a|b),$", "TEXTS", "ATTRIBUTES", "~^x-|y", "HOST", "~a\\/b"), selectors);
    }

    @Test
    void actionsSayWhatModSecurityReads() throws IOException {
        String text = "phase:response, deny,status:451,severity:'CRITICAL',tag:a,ver:'x/4',allow:phase,redirect:https://a.test/?b=c,skip:2,nolog,capture,multiMatch,logdata:'%{TX.0}, it\\'s'";
        assertEquals(List.of("Phase 4", "Disrupt DENY", "Status 451", "Severity 2", "Metadata a", "Metadata x/4", "Disrupt ALLOW_PHASE", "Redirect https://a.test/?b=c", "Skip 2", "Log NOLOG",
                "Capture", "MultiMatch", "Metadata %{TX.0}, it's"), actions(text).stream().map(RuleFilesTest::shown).toList());
    }

    @Test
    void separatorsAreAsLooseAsModSecurityTakesThem() throws IOException {
        assertEquals(List.of("Phase 2", "Metadata ", "Disrupt DENY", "Log NOLOG"), actions("phase:2 , , msg:'' deny , nolog,").stream().map(RuleFilesTest::shown).toList());
    }

    private static String shown(Action action) {
        return switch (action) {
            case Action.Phase phase -> "Phase " + phase.number();
            case Action.Disrupt disrupt -> "Disrupt " + disrupt.disruption();
            case Action.Status status -> "Status " + status.code();
            case Action.Severity severity -> "Severity " + severity.level();
            case Action.Metadata metadata -> "Metadata " + metadata.text();
            case Action.Redirect redirect -> "Redirect " + redirect.location();
            case Action.Skip skip -> "Skip " + skip.rules();
            case Action.Log log -> "Log " + log.choice();
            default -> action.getClass().getSimpleName();
        };
    }

    @Test
    void variablesAreSetAddedToTakenFromAndRemoved() throws IOException {
        List<Action.SetVar> set = actions("setvar:tx.a=1,setvar:'tx.b=+%{tx.c}',setvar:TX.d=-2,setvar:!ip.e,setvar:tx.f,setvar:'tx.%{rule.id}-g=h=i',setvar:tx.j=").stream()
                .map(Action.SetVar.class::cast).toList();
        assertEquals(List.of("a SET 1", "b ADD %{tx.c}", "d SUBTRACT 2", "e REMOVE ", "f SET 1", "%{rule.id}-g SET h=i", "j SET "),
                set.stream().map(one -> one.name() + ' ' + one.change() + ' ' + one.value()).toList());
        assertEquals(List.of(Collection.TX, Collection.IP), List.of(set.get(2).collection(), set.get(3).collection()));
        assertEquals(new Action.InitCollection(at(1, 17), Collection.IP, "%{a}_%{b}"), actions("initcol:ip=%{a}_%{b}").getFirst());
        assertEquals(new Action.ExpireVar(at(1, 17), Collection.IP, "a", "60"), actions("expirevar:ip.a=60").getFirst());
    }

    @Test
    void controlsNameRulesAndTargets() throws IOException {
        List<Ctl> controls = actions("ctl:ruleRemoveById=1-5,ctl:ruleRemoveTargetByTag=attack-.*;ARGS:a,ctl:ruleEngine=detectionOnly,ctl:requestBodyProcessor=xml,ctl:auditLogParts=+E").stream()
                .map(action -> ((Action.Control) action).ctl()).toList();
        assertEquals(new Ctl.RemoveRules(new Selection.ById(new IdRanges(List.of(new IdRanges.Range(1, 5))))), controls.get(0));
        Ctl.RemoveTargets removed = (Ctl.RemoveTargets) controls.get(1);
        assertEquals("attack-.*", ((Selection.ByTag) removed.rules()).regex().value());
        assertEquals(Optional.of(new Target.Selector.Name("a")), removed.targets().getFirst().selector());
        assertEquals(List.of(new Ctl.Engine(Ctl.Mode.DETECTION_ONLY), new Ctl.BodyProcessor(Ctl.Processor.XML), new Ctl.WithoutEffect("auditLogParts", "+E")), controls.subList(2, 5));
    }

    @Test
    void chainsAreOneRule() throws IOException {
        Rules rules = read("SecRule ARGS a id:1,phase:1,chain\nSecRule ARGS b t:none,chain\nSecAction setvar:tx.a=1\nSecRule ARGS c id:2\n");
        assertEquals(List.of(3, 1), rules.rules().map(rule -> rule.links().size()).toList());
        assertEquals(List.of(OptionalInt.of(1), OptionalInt.empty()), rules.rules().map(Rule::phase).toList());
        assertTrue(rules.rules().findFirst().orElseThrow().links().get(2).test().isEmpty());
    }

    @Test
    void directivesKeepTheirOrder() throws IOException {
        Rules rules = read("""
                SecRuleEngine detectiononly
                SecDefaultAction phase:1,log,pass
                SecRule ARGS a "id:1,skipAfter:END"
                SecRuleRemoveById 5 "7-9, 12"
                SecRuleUpdateTargetById 1 "!ARGS:/^a|b$/"
                SecRuleUpdateActionById 1:0 pass,nolog
                SecMarker "END"
                SecRuleRemoveByMsg "a b"
                SecResponseBodyMimeType text/html "text/x y"
                SecAuditEngine On
                """);
        assertEquals(List.of("Setting", "DefaultAction", "Rule", "Removal", "Removal", "TargetUpdate", "ActionUpdate", "Marker", "Removal", "Setting"),
                rules.directives().stream().map(directive -> directive.getClass().getSimpleName()).toList());
        assertEquals("DetectionOnly", ((Setting) rules.directives().getFirst()).text());
        IdRanges ids = ((Selection.ById) ((Removal) rules.directives().get(4)).rules()).ids();
        assertTrue(ids.contains(7) && ids.contains(9) && ids.contains(12));
        assertFalse(ids.contains(10) || ids.contains(6));
    }

    @Test
    void includesStandInTheirPlaceInTheOrderOfTheirNames() throws IOException {
        Files.createDirectories(dir.resolve("b.d"));
        Files.createDirectories(dir.resolve("a.d"));
        for (String name : List.of("b.d/1.conf", "a.d/2.conf", "a.d/1.conf", "a.d/3.data")) {
            Files.writeString(dir.resolve(name), "SecMarker " + name);
        }
        Rules rules = read("SecMarker first\nInclude ?.d/*.conf\nIncludeOptional nothing.conf none/*.conf\nSecMarker last\n");
        assertEquals(List.of("first", "a.d/1.conf", "a.d/2.conf", "b.d/1.conf", "last"), rules.directives().stream().map(directive -> ((Marker) directive).label()).toList());
        assertTrue(rules.files().containsAll(List.of(file, dir, dir.resolve("a.d"), dir.resolve("a.d/1.conf"), dir.resolve("nothing.conf"), dir.resolve("none"))));
    }

    @Test
    void aFileMayBeIncludedTwiceButNotWithinItself() throws IOException {
        Files.writeString(dir.resolve("other.conf"), "SecRuleEngine On");
        assertEquals(2, read("Include other.conf\nInclude other.conf\n").directives().size());
    }
}
