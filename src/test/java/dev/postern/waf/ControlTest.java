package dev.postern.waf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code ctl} switches for the rest of a transaction. */
class ControlTest {

    private static final String RULES = """
            SecAction "id:100,phase:1,pass,nolog,ctl:%s"
            SecRule ARGS "@rx x" "id:1,phase:2,pass,log,tag:one/a,msg:first"
            SecRule ARGS "@rx x" "id:2,phase:2,pass,log,tag:two/a,msg:second"
            SecRule ARGS "@rx x" "id:3,phase:2,pass,log,tag:one/b,chain"
              SecRule ARGS "@rx x"
            """;

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", value = {
        "ruleRemoveById=2 => 1ARGS:a 1ARGS:b 3ARGS:a 3ARGS:b",
        "ruleRemoveById=2-3 => 1ARGS:a 1ARGS:b",
        "ruleRemoveByTag=one => 2ARGS:a 2ARGS:b",
        "ruleRemoveByTag=^a => 1ARGS:a 1ARGS:b 2ARGS:a 2ARGS:b 3ARGS:a 3ARGS:b",
        "ruleRemoveByMsg=^fir => 2ARGS:a 2ARGS:b 3ARGS:a 3ARGS:b",
        "ruleRemoveTargetById=1;ARGS:A => 1ARGS:b 2ARGS:a 2ARGS:b 3ARGS:a 3ARGS:b",
        "ruleRemoveTargetById=1-2;ARGS => 3ARGS:a 3ARGS:b",
        "ruleRemoveTargetByTag=two;ARGS:b => 1ARGS:a 1ARGS:b 2ARGS:a 3ARGS:a 3ARGS:b",
        "ruleRemoveTargetByTag=.;ARGS:/^[ab]$/ => ''",
        "ruleRemoveTargetByMsg=second;ARGS:a => 1ARGS:a 1ARGS:b 2ARGS:b 3ARGS:a 3ARGS:b",
        "ruleRemoveTargetById=1;REQUEST_HEADERS => 1ARGS:a 1ARGS:b 2ARGS:a 2ARGS:b 3ARGS:a 3ARGS:b",
        "auditEngine=Off => 1ARGS:a 1ARGS:b 2ARGS:a 2ARGS:b 3ARGS:a 3ARGS:b",
        "ruleEngine=Off => ''"})
    void rulesAndTargetsAreRemoved(String control, String left) {
        Transaction seen = Rulebook.of(RULES.formatted(control)).get("/?a=x&b=x");
        assertEquals(left, String.join(" ", seen.matches().stream().map(match -> match.ruleId() + match.variable()).toList()));
    }

    /** As ModSecurity 2.9 was seen to do: a collection goes with its count, a member without, so that a header that is missing is still noticed. */
    @ParameterizedTest
    @CsvSource(delimiterString = " => ", value = {
        "ARGS => &REQUEST_HEADERS:host",
        "ARGS:a => &ARGS &REQUEST_HEADERS:host",
        "REQUEST_HEADERS:Host => &ARGS &REQUEST_HEADERS:host",
        "REQUEST_HEADERS => &ARGS"})
    void aTargetIsRemovedWithItsCountOrWithout(String target, String left) {
        Transaction seen = Rulebook.of("""
                SecAction "id:100,phase:1,pass,nolog,ctl:ruleRemoveTargetById=1-9;%s"
                SecRule &ARGS "@ge 1" "id:1,phase:1,pass,log"
                SecRule &REQUEST_HEADERS:host "@eq 0" "id:2,phase:1,pass,log"
                """.formatted(target)).get("/?a=x");
        assertEquals(left, String.join(" ", seen.matches().stream().map(RuleMatch::variable).toList()));
    }

    @Test
    void aRemovalHoldsForItsTransactionAlone() {
        Rulebook rules = Rulebook.of("SecRule ARGS:off \"@rx .\" \"id:9,phase:1,pass,nolog,ctl:ruleRemoveById=1\"\nSecAction \"id:1,phase:2,pass,log\"");
        assertEquals(List.of(), Rulebook.ids(rules.get("/?off=1")));
        assertEquals(List.of(1L), Rulebook.ids(rules.get("/")));
    }

    @Test
    void theEngineMayOnlyDetect() {
        Rulebook rules = Rulebook.of("SecAction \"id:9,phase:1,pass,nolog,ctl:ruleEngine=DetectionOnly\"\nSecAction \"id:1,phase:2,deny,log\"");
        assertTrue(rules.get("/").interruption().isEmpty());
    }

    @Test
    void aRuleChoosesWhoReadsTheBody() {
        String rules = "%s\nSecRule ARGS|REQBODY_PROCESSOR \"@rx ^\" \"id:1,phase:2,pass,log\"";
        String json = "SecRule REQUEST_HEADERS:Content-Type \"@rx json\" \"id:9,phase:1,pass,nolog,ctl:requestBodyProcessor=JSON\"";
        assertEquals(List.of("ARGS:a=b", "REQBODY_PROCESSOR=JSON"), values(Rulebook.of(rules.formatted(json)).post("/", "application/json", "{\"a\":\"b\"}")));
        assertEquals(List.of("REQBODY_PROCESSOR="), values(Rulebook.of(rules.formatted("")).post("/", "application/json", "{\"a\":\"b\"}")));
    }

    private static List<String> values(Transaction seen) {
        return seen.matches().stream().map(match -> match.variable() + '=' + match.value()).toList();
    }

    @Test
    void xmlIsSelectedByItsTwoPaths() {
        Rulebook rules = Rulebook.of("SecAction \"id:9,phase:1,pass,nolog,ctl:requestBodyProcessor=XML\"\nSecRule XML:/*|XML://@*|&XML://@* \"@rx ^\" \"id:1,phase:2,pass,log\"");
        assertEquals(List.of("XML:/*=text", "XML://@*=1", "XML://@*=2", "&XML://@*=2"), values(rules.post("/", "text/xml", "<a b='1'><c d='2'>text</c></a>")));
    }

    @Test
    void aBodyNobodyReadsIsShownWhenForced() {
        String rules = "%s\nSecRule REQUEST_BODY \"@rx ^\" \"id:1,phase:2,pass,log\"";
        String forced = "SecAction \"id:9,phase:1,pass,nolog,ctl:forceRequestBodyVariable=On\"";
        assertEquals(List.of("REQUEST_BODY=raw"), values(Rulebook.of(rules.formatted(forced)).post("/", "text/plain", "raw")));
        assertEquals(List.of(), values(Rulebook.of(rules.formatted("")).post("/", "text/plain", "raw")));
    }

    @Test
    void multipartIsTakenApart() {
        String body = "--b\r\nContent-Disposition: form-data; name=\"t\"\r\n\r\nv\r\n--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x.txt\"\r\nContent-Type: text/plain\r\n\r\n12345\r\n--b--\r\n";
        Rulebook rules = Rulebook.of("SecRule ARGS|FILES|FILES_NAMES|FILES_SIZES|FILES_COMBINED_SIZE|MULTIPART_STRICT_ERROR|MULTIPART_PART_HEADERS:f \"@rx ^\" \"id:1,phase:2,pass,log\"");
        assertEquals(List.of("ARGS:t=v", "FILES:f=x.txt", "FILES_NAMES:f=f", "FILES_SIZES:f=5", "FILES_COMBINED_SIZE=5", "MULTIPART_STRICT_ERROR=0",
                "MULTIPART_PART_HEADERS:f=Content-Disposition: form-data; name=\"f\"; filename=\"x.txt\"", "MULTIPART_PART_HEADERS:f=Content-Type: text/plain"),
                values(rules.post("/", "multipart/form-data; boundary=b", body)));
    }

    @Test
    void bodiesAreLookedAtOnlyWhereTheyAreWanted() {
        Transaction off = Rulebook.of("SecRequestBodyAccess Off\nSecRule ARGS \"@rx ^\" \"id:1,phase:2,pass,log\"").post("/?q=1", "application/x-www-form-urlencoded", "b=2");
        assertEquals(List.of("ARGS:q=1"), values(off));
        assertFalse(off.wantsRequestBody());
        assertTrue(Rulebook.of("SecResponseBodyAccess On\nSecResponseBodyMimeType text/html").get("/").wantsResponseBody());
        assertFalse(Rulebook.of("SecResponseBodyAccess On\nSecResponseBodyMimeTypesClear\nSecResponseBodyMimeType text/plain").get("/").wantsResponseBody());
        assertFalse(Rulebook.of("SecResponseBodyAccess On\nSecAction \"id:1,phase:3,pass,nolog,ctl:responseBodyAccess=Off\"").get("/").wantsResponseBody());
    }

    @Test
    void aBodyThatCouldNotBeReadSaysSo() {
        Rulebook rules = Rulebook.of("SecArgumentsLimit 2\nSecRule REQBODY_ERROR \"@rx 1\" \"id:1,phase:2,deny,status:400,log,msg:'%{REQBODY_ERROR_MSG}'\"");
        assertTrue(rules.get("/?a=1&b=2").interruption().isEmpty());
        assertEquals(new Interruption.Deny(400), rules.get("/?a=1&b=2&c=3").interruption().orElseThrow().kind());
        assertEquals(new Interruption.Deny(400), rules.post("/?a=1&b=2", "application/x-www-form-urlencoded", "c=3").interruption().orElseThrow().kind());
    }
}
