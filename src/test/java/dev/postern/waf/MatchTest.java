package dev.postern.waf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a match is, and what is known of it afterwards. */
class MatchTest {

    private static List<String> messages(String rules, String target) {
        return Rulebook.of(rules).get(target).matches().stream().map(RuleMatch::message).toList();
    }

    @Test
    void transformationsComeBeforeTheOperator() {
        assertEquals(List.of("ARGS:a"), Rulebook.of("SecRule ARGS \"@rx ^abc$\" \"id:1,phase:2,pass,log,t:lowercase,t:removeWhitespace\"").get("/?a=A%20bC&b=abd").matches().stream()
                .map(RuleMatch::variable).toList());
    }

    @Test
    void noneTakesBackWhatTheDefaultsTransform() {
        String rules = "SecDefaultAction \"phase:2,log,pass,t:lowercase\"\nSecRule ARGS \"@rx ^a$\" \"id:1,phase:2\"\nSecRule ARGS \"@rx ^a$\" \"id:2,phase:2,t:none\"\n";
        assertEquals(List.of(1L), Rulebook.ids(Rulebook.of(rules).get("/?x=A")));
    }

    @Test
    void aNegatedOperatorMatchesEveryValueThatDoesNot() {
        assertEquals(List.of("b", "c"), messages("SecRule ARGS \"!@rx ^1$\" \"id:1,phase:2,pass,log,msg:'%{MATCHED_VAR}'\"", "/?a=1&b=b&c=c"));
    }

    @Test
    void multiMatchSeesEachStepThatChangedTheValue() {
        String rules = "SecRule ARGS \"@rx %s\" \"id:1,phase:2,pass,log,multiMatch,t:urlDecode,t:lowercase,t:trim,msg:'%%{MATCHED_VAR}'\"";
        assertEquals(List.of("%41"), messages(rules.formatted("^%"), "/?a=%2541"));
        assertEquals(List.of("A"), messages(rules.formatted("^A"), "/?a=%2541"));
        assertEquals(List.of("a"), messages(rules.formatted("^a"), "/?a=%2541"));
    }

    @Test
    void groupsAreCapturedOnlyWhenAskedFor() {
        String rules = "SecRule ARGS:a \"@rx (b+)(x)?(c)\" \"id:1,phase:2,pass,log,%smsg:'[%%{TX.0}][%%{TX.1}][%%{TX.2}][%%{TX.3}]'\"";
        assertEquals(List.of("[bbc][bb][][c]"), messages(rules.formatted("capture,"), "/?a=abbcd"));
        assertEquals(List.of("[][][][]"), messages(rules.formatted(""), "/?a=abbcd"));
    }

    @Test
    void aLaterCaptureLeavesNothingOfAnEarlierOne() {
        String rules = """
                SecRule ARGS:a "@rx (.)(.)" "id:1,phase:2,pass,nolog,capture"
                SecRule ARGS:b "@rx ." "id:2,phase:2,pass,log,capture,msg:'[%{TX.0}][%{TX.1}]'"
                """;
        assertEquals(List.of("[z][]"), messages(rules, "/?a=xy&b=z"));
    }

    @Test
    void aChainKnowsAllItHasMatched() {
        String rules = """
                SecRule ARGS "@rx x" "id:1,phase:2,pass,log,msg:'%{MATCHED_VAR_NAME}',chain"
                  SecRule MATCHED_VARS "@rx 2"
                SecRule MATCHED_VARS "@rx ." "id:2,phase:2,pass,log"
                """;
        assertEquals(List.of("ARGS:b"), messages(rules, "/?a=x1&b=x2&c=2"));
    }

    /** And beyond what is listed it is taken for what the rule looks for. */
    @Test
    void aChainKnowsTheLastOfManyMatches() {
        Rulebook rules = Rulebook.of("""
                SecRule REQUEST_COOKIES "@contains x" "id:1,phase:1,pass,log,chain"
                  SecRule MATCHED_VARS "@contains 2"
                """);
        assertEquals(List.of(), Rulebook.ids(rules.get("/", Field.of("Cookie", "a=x;".repeat(100_000)))));
        assertEquals(List.of(1L), Rulebook.ids(rules.get("/", Field.of("Cookie", "a=x;".repeat(100_000) + "b=x2"))));
        Transaction more = rules.get("/", Field.of("Cookie", "a=x;".repeat(Matched.MOST + 1)));
        assertEquals(List.of(1L), Rulebook.ids(more));
        assertEquals(1, more.timesExhausted());
        assertEquals(0, rules.get("/", Field.of("Cookie", "a=x;".repeat(Matched.MOST))).timesExhausted());
    }

    /** It may be either, and neither a rule nor one that is turned round lets it pass. */
    @ParameterizedTest
    @ValueSource(strings = {
        "SecRule ARGS:q \"@rx ^(?:[a-z<>]+\\s?)+(?<!<script>)$\"",
        "SecRule ARGS:q \"!@rx ^(?:[a-z<>]+\\s?)+(?<!<script>)$\"",
        "SecRule ARGS:q \"@rx ^%{REQUEST_COOKIES.long}$\"",
        "SecRule ARGS:q \"!@rx ^%{REQUEST_COOKIES.long}$\""})
    void whatComesToItsBoundMatchesInEitherSense(String rule) {
        String value = "a".repeat(50) + "<script>";
        Rulebook rules = Rulebook.of(rule + " \"id:1,phase:2,pass,log\"\nSecRule TX:/^MSC_/ \"!@streq 0\" \"id:2,phase:2,pass,log\"");
        Transaction seen = rules.get("/?q=" + value, Field.of("Cookie", "long=" + "b".repeat(5_000)));
        assertEquals(List.of(1L, 2L), Rulebook.ids(seen));
        assertEquals(1, seen.timesExhausted());
    }

    @Test
    void anExclusionThatIsNotCertainExcludesNothing() {
        Rulebook rules = Rulebook.of("SecRule ARGS|!ARGS:/^(?:[a-z<>]+\\s?)+(?<!<script>)$/ \"@rx b\" \"id:1,phase:2,pass,log\"");
        assertEquals(List.of(), Rulebook.ids(rules.get("/?q=b")));
        assertEquals(List.of(1L), Rulebook.ids(rules.get("/?" + "a".repeat(50) + "<script>=b")));
    }

    @Test
    void whatIsReportedIsFilledIn() {
        RuleMatch match = Rulebook.of("SecRule ARGS:a \"@rx b\" \"id:7,phase:2,pass,log,msg:'%{RULE.id} %{REMOTE_ADDR}',logdata:'%{MATCHED_VAR_NAME}=%{MATCHED_VAR}',severity:CRITICAL,tag:one,tag:two\"")
                .get("/?a=abc").matches().getFirst();
        assertEquals(7, match.ruleId());
        assertEquals("7 192.0.2.7", match.message());
        assertEquals("ARGS:a=abc", match.data());
        assertEquals(Severity.CRITICAL, match.severity());
        assertEquals(List.of("one", "two"), match.tags());
        assertEquals("abc", match.value());
    }

    /** What goes on record: the request's own words have their shape alone, scores and names stay. */
    @Test
    void whatIsForTheRecordIsMasked() {
        String rules = """
                SecAction "id:1,phase:1,pass,nolog,setvar:tx.score=15,setvar:tx.copy=%{ARGS.card}"
                SecRule ARGS:card "@rx (4111)" "id:2,phase:2,pass,log,capture,msg:'%{MATCHED_VAR_NAME} is %{MATCHED_VAR}, %{TX.1} %{tx.copy} %{REQUEST_URI} score %{tx.score}'"
                """;
        RuleMatch match = Rulebook.of(rules).get("/?card=4111-Ab").matches().getFirst();
        assertEquals("ARGS:card is 4111-Ab, 4111 4111-Ab /?card=4111-Ab score 15", match.message());
        assertEquals("ARGS:card is 0000-xx, 0000 0000-xx /?xxxx=0000-xx score 15", match.masked());
    }

    @Test
    void nologReportsNothingUnlessItIsForTheAudit() {
        String rules = """
                SecAction "id:1,phase:1,pass,nolog"
                SecAction "id:2,phase:1,pass,nolog,auditlog"
                SecAction "id:3,phase:1,pass,log,noauditlog"
                SecAction "id:4,phase:1,pass"
                """;
        assertEquals(List.of(2L, 3L, 4L), Rulebook.ids(Rulebook.of(rules).get("/")));
    }

    @Test
    void theGravestSeverityIsKept() {
        String rules = """
                SecAction "id:1,phase:1,pass,nolog,severity:ERROR"
                SecAction "id:2,phase:1,pass,nolog,severity:NOTICE"
                SecAction "id:3,phase:1,pass,log,msg:'%{HIGHEST_SEVERITY}'"
                """;
        assertEquals(List.of("3"), messages(rules, "/"));
    }

    @Test
    void aPatternOutsideLinearSyntaxFindsExactlyWhatItSays() {
        String rules = "SecRule ARGS \"@rx a(?!b)\" \"id:1,phase:2,pass,log\"\n";
        assertEquals(List.of(1L), Rulebook.ids(Rulebook.of(rules).get("/?x=ab&y=ac")));
    }

    @Test
    void manyPatternsOfOneDressAreToldApart() {
        StringBuilder rules = new StringBuilder();
        for (int i = 1; i <= 150; i++) {
            rules.append("SecRule ARGS \"@rx ^v").append(i).append("$\" \"id:").append(i).append(",phase:2,pass,log\"\n");
        }
        assertEquals(List.of(1L, 64L, 65L, 150L), Rulebook.ids(Rulebook.of(rules.toString()).get("/?a=v64&b=v150&c=v1&d=v65&e=v151")));
    }

    @Test
    void theReportHasAnEnd() {
        Transaction seen = Rulebook.of("SecArgumentsLimit 1000\nSecRule ARGS \"@rx .\" \"id:1,phase:2,pass,log\"").get("/?" + "a=1&".repeat(300));
        assertEquals(Report.MOST_MATCHES, seen.matches().size());
        assertEquals(300 - Report.MOST_MATCHES, seen.matchesLeft());
    }
}
