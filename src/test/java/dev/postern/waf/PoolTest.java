package dev.postern.waf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is looked for together is still found apart: by each rule in the dress, and at the places, that it names. */
class PoolTest {

    private static final String RULES = """
            SecRule ARGS "@rx ^abc$" "id:1,phase:2,pass,log"
            SecRule ARGS "@rx ^abc$" "id:2,phase:2,pass,log,t:lowercase"
            SecRule ARGS "@rx ^abc$" "id:3,phase:2,pass,log,t:hexDecode"
            SecRule ARGS "@pm abc xyz" "id:4,phase:2,pass,log,t:removeWhitespace"
            SecRule ARGS "@pm abc xyz" "id:5,phase:2,pass,log,t:length"
            SecRule ARGS_NAMES|REQUEST_HEADERS "@rx ^abc$" "id:6,phase:2,pass,log,t:lowercase"
            SecRule ARGS|!ARGS:not "@rx ^ABC$" "id:7,phase:2,pass,log,multiMatch,t:hexDecode,t:lowercase"
            SecRule ARGS "!@rx ^abc$" "id:8,phase:2,pass,log,t:lowercase"
            SecRule ARGS "!@pm abc" "id:9,phase:2,pass,log"
            SecRule REQUEST_URI "@rx abc" "id:10,phase:2,pass,log,chain"
              SecRule ARGS:a "@rx ^abc$" "t:lowercase"
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "/?a=abc         | 1 2 4 10",
        "/?a=ABC         | 2 4 7",
        "/?not=ABC       | 2 4",
        "/?a=616263      | 3 8 9",
        "/?a=414243      | 7 8 9",
        "/?a=a%20b%20c   | 4 8 9",
        "/?Abc=1         | 6 8 9",
        "/abc?a=ABC      | 2 4 7 10",
        "/               | ''"})
    void eachSeesItsOwn(String target, String rules) {
        List<Long> matched = Rulebook.ids(Rulebook.of(RULES).get(target)).stream().distinct().toList();
        assertEquals(rules, String.join(" ", matched.stream().map(Object::toString).toList()));
    }

    /** Such a text is searched for each pattern alone, in each dress for those that want it so. */
    @Test
    void inATextThatAsksForTooManyStatesToo() {
        StringBuilder text = new StringBuilder();
        Random random = new Random(4);
        while (text.length() < 5_000) {
            text.append("abAB".charAt(random.nextInt(4)));
        }
        text.append("abbbbbbbbbbbbbbC");
        List<String> rules = new ArrayList<>();
        for (String dress : List.of("t:none", "t:lowercase", "t:uppercase", "t:hexEncode", "t:lowercase,t:trim", "multiMatch,t:lowercase")) {
            for (String pattern : List.of("[ab]*a[ab]{14}c", "[AB]*A[AB]{14}C", "bc$", "bC$", "^cb", "b[ab]{13}ac", "(?i)b[ab]{9}[ab]+c$")) {
                rules.add("SecRule ARGS \"@rx " + pattern + "\" \"id:" + (rules.size() + 1) + ",phase:2,pass,log," + dress + "\"\n");
            }
        }
        Set<Long> apart = new TreeSet<>();
        rules.forEach(rule -> apart.addAll(Rulebook.ids(Rulebook.of(rule).get("/?a=" + text))));
        assertEquals(apart, new TreeSet<>(Rulebook.ids(Rulebook.of(String.join("", rules)).get("/?a=" + text))));
        assertTrue(apart.size() > 10 && apart.size() < rules.size() - 10, apart::toString);
    }

    /** More lists than bits of a word, and one too large for the rest. */
    @Test
    void manyListsAndLargeOnes() {
        StringBuilder rules = new StringBuilder();
        for (int id = 1; id <= 70; id++) {
            rules.append("SecRule ARGS \"@pm word").append(id).append("x\" \"id:").append(id).append(",phase:2,pass,log\"\n");
        }
        rules.append("SecRule ARGS \"@pm ").append("a".repeat(PatternPlan.MOST_PHRASE_BYTES)).append(" word7\" \"id:71,phase:2,pass,log\"\n");
        assertEquals(List.of(70L, 71L), Rulebook.ids(Rulebook.of(rules.toString()).get("/?a=word70x")));
    }

    /** Values that cannot hold what is looked for are not searched; those that are empty, or of octets that patterns do not name, may match all the same. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "/?a=            | 1 3 5",
        "/?a=word        | 3 5",
        "/?a=%0d         | 2 3 5",
        "/?a=%00         | 3 4 5",
        "/?a=%ff         | 3 4 5",
        "/?a=x%29        | 3 6",
        "/?a=%0a%29      | 2 3 6"})
    void whatCannotBeThereIsNotSearchedFor(String target, String rules) {
        Rulebook book = Rulebook.of("""
                SecRule ARGS "@rx ^$" "id:1,phase:2,pass,log"
                SecRule ARGS "@rx [\\n\\r]" "id:2,phase:2,pass,log"
                SecRule ARGS "@rx ^.*$" "id:3,phase:2,pass,log,t:lowercase"
                SecRule ARGS "@rx [^\\x01-\\x7f]" "id:4,phase:2,pass,log"
                SecRule ARGS:a "!@rx \\)" "id:5,phase:2,pass,log"
                SecRule ARGS:a "@rx \\)" "id:6,phase:2,pass,log"
                """);
        assertEquals(rules, String.join(" ", Rulebook.ids(book.get(target)).stream().distinct().map(Object::toString).toList()));
    }

    /** One TX variable, looked at, counted, compared with another, and filled in, whether or not it is there. */
    @Test
    void oneVariableOfARulesOwn() {
        Rulebook book = Rulebook.of("""
                SecRule &TX:level "@eq 0" "id:1,phase:1,pass,log,setvar:tx.level=2,msg:'%{tx.level}%{tx.none}%{MATCHED_VAR_NAME}'"
                SecRule &TX:level "@eq 0" "id:2,phase:1,pass,log"
                SecRule &TX:level "@eq 1" "id:3,phase:1,pass,log,chain,msg:'%{MATCHED_VAR}'"
                  SecRule TX:LEVEL "!@lt 2" "setvar:tx.most=%{tx.level}"
                SecRule TX:none "!@eq 5" "id:4,phase:1,pass,log"
                SecRule TX:most "@eq %{tx.level}" "id:5,phase:1,pass,log,msg:'%{MATCHED_VAR_NAME}=%{MATCHED_VAR}'"
                SecRule TX:most "@streq 2" "id:6,phase:1,pass,log,multiMatch,t:none,t:hexEncode"
                """);
        List<RuleMatch> matches = book.get("/").matches();
        assertEquals(List.of("1 2&TX:level", "3 2", "5 TX:most=2", "6 "), matches.stream().map(match -> match.ruleId() + " " + match.message()).toList());
    }
}
