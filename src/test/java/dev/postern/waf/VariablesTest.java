package dev.postern.waf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.seclang.Variable;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each variable holds. */
class VariablesTest {

    private static final Field[] HEADERS = {Field.of("Host", "a.example:8443"), Field.of("User-Agent", "t/1"), Field.of("X-Two", "1"), Field.of("x-two", "2"), Field.of("Cookie", "s=abc; t=def"),
            Field.of("Authorization", "Basic YW5uYTpzZWNyZXQ="), Field.of("Content-Type", "application/x-www-form-urlencoded")};

    /** What a rule on these targets reports in phase 4, as name=value. */
    private static String seen(String targets) {
        Rulebook rules = Rulebook.of("SecResponseBodyAccess On\nSecRule " + targets + " \"@rx ^\" \"id:1,phase:4,pass,log\"");
        Transaction transaction = rules.request("POST", "/di%72/file.php?q=1&q=%32&r=#f", "b=3&q=4", HEADERS);
        return String.join(" ", transaction.matches().stream().map(match -> match.variable() + '=' + match.value()).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", value = {
        "ARGS => ARGS:q=1 ARGS:q=2 ARGS:r= ARGS:b=3 ARGS:q=4",
        "ARGS:q => ARGS:q=1 ARGS:q=2 ARGS:q=4",
        "ARGS:Q => ARGS:q=1 ARGS:q=2 ARGS:q=4",
        "ARGS:/^[RB]$/ => ARGS:r= ARGS:b=3",
        "ARGS|!ARGS:q => ARGS:r= ARGS:b=3",
        "ARGS|!ARGS:/^(?:q|r)/ => ARGS:b=3",
        "ARGS_GET => ARGS_GET:q=1 ARGS_GET:q=2 ARGS_GET:r=",
        "ARGS_POST => ARGS_POST:b=3 ARGS_POST:q=4",
        "ARGS_NAMES => ARGS_NAMES:q=q ARGS_NAMES:q=q ARGS_NAMES:r=r ARGS_NAMES:b=b ARGS_NAMES:q=q",
        "ARGS_GET_NAMES:r|ARGS_POST_NAMES:b => ARGS_GET_NAMES:r=r ARGS_POST_NAMES:b=b",
        "ARGS_COMBINED_SIZE => ARGS_COMBINED_SIZE=9",
        "&ARGS => &ARGS=5",
        "&ARGS:q => &ARGS:q=3",
        "&ARGS:nothing => &ARGS:nothing=0",
        "REQUEST_HEADERS:X-Two => REQUEST_HEADERS:X-Two=1 REQUEST_HEADERS:x-two=2",
        "&REQUEST_HEADERS => &REQUEST_HEADERS=7",
        "REQUEST_HEADERS_NAMES:host => REQUEST_HEADERS_NAMES:Host=Host",
        "REQUEST_COOKIES => REQUEST_COOKIES:s=abc REQUEST_COOKIES:t=def",
        "REQUEST_COOKIES_NAMES => REQUEST_COOKIES_NAMES:s=s REQUEST_COOKIES_NAMES:t=t",
        "REQUEST_METHOD|REQUEST_PROTOCOL => REQUEST_METHOD=POST REQUEST_PROTOCOL=HTTP/1.1",
        "REQUEST_LINE => REQUEST_LINE=POST /di%72/file.php?q=1&q=%32&r=#f HTTP/1.1",
        "REQUEST_URI => REQUEST_URI=/dir/file.php?q=1&q=%32&r=",
        "REQUEST_URI_RAW => REQUEST_URI_RAW=/di%72/file.php?q=1&q=%32&r=#f",
        "REQUEST_FILENAME|REQUEST_BASENAME => REQUEST_FILENAME=/dir/file.php REQUEST_BASENAME=file.php",
        "QUERY_STRING => QUERY_STRING=q=1&q=%32&r=",
        "REQUEST_BODY|REQUEST_BODY_LENGTH => REQUEST_BODY=b=3&q=4 REQUEST_BODY_LENGTH=7",
        "REQBODY_PROCESSOR|REQBODY_ERROR|REQBODY_PROCESSOR_ERROR => REQBODY_PROCESSOR=URLENCODED REQBODY_ERROR=0 REQBODY_PROCESSOR_ERROR=0",
        "AUTH_TYPE|REMOTE_USER => AUTH_TYPE=Basic REMOTE_USER=anna",
        "REMOTE_ADDR|REMOTE_PORT => REMOTE_ADDR=192.0.2.7 REMOTE_PORT=40001",
        "SERVER_ADDR|SERVER_NAME|SERVER_PORT => SERVER_ADDR=198.51.100.1 SERVER_NAME=a.example SERVER_PORT=8443",
        "UNIQUE_ID => UNIQUE_ID=id-1",
        "TIME|TIME_EPOCH|TIME_YEAR|TIME_MON|TIME_DAY => TIME=12:34:56 TIME_EPOCH=1772368496 TIME_YEAR=2026 TIME_MON=2 TIME_DAY=1",
        "TIME_HOUR|TIME_MIN|TIME_SEC|TIME_WDAY => TIME_HOUR=12 TIME_MIN=34 TIME_SEC=56 TIME_WDAY=0",
        "RESPONSE_STATUS|RESPONSE_PROTOCOL|STATUS_LINE => RESPONSE_STATUS=200 RESPONSE_PROTOCOL=HTTP/1.1 STATUS_LINE=HTTP/1.1 200",
        "RESPONSE_BODY|RESPONSE_CONTENT_LENGTH|RESPONSE_CONTENT_TYPE => RESPONSE_BODY=<p>hello</p> RESPONSE_CONTENT_LENGTH=12 RESPONSE_CONTENT_TYPE=text/html",
        "RESPONSE_HEADERS:content-type => RESPONSE_HEADERS:Content-Type=text/html; charset=utf-8",
        "HIGHEST_SEVERITY|URLENCODED_ERROR => HIGHEST_SEVERITY=255 URLENCODED_ERROR=0",
        "&FILES|&GEO|&IP => &FILES=0 &GEO=0 &IP=0"})
    void holdsWhatTheRequestSays(String targets, String expected) {
        assertEquals(expected, seen(targets));
    }

    /** However many come before it, in one field or in several. */
    @Test
    void theLastOfManyCookiesIsSeen() {
        Rulebook rules = Rulebook.of("SecRule REQUEST_COOKIES \"@detectSQLi\" \"id:1,phase:1,pass,log\"");
        String attack = "x=1' or 1=1 union select password from users --";
        assertEquals(List.of(1L), Rulebook.ids(rules.get("/", Field.of("Cookie", "a=;".repeat(1_000) + attack))));
        assertEquals(List.of(1L), Rulebook.ids(rules.get("/", Field.of("Cookie", "a=;".repeat(1_000)), Field.of("Cookie", attack))));
    }

    @Test
    void thePathIsAsSentInTheFirstPhase() {
        Rulebook rules = Rulebook.of("SecRule REQUEST_FILENAME|REQUEST_URI \"@rx %72\" \"id:1,phase:1,pass,log\"");
        assertEquals(List.of(1L, 1L), Rulebook.ids(rules.get("/di%72?x")));
    }

    @Test
    void anAbsoluteTargetHasNoHostInItsUri() {
        Rulebook rules = Rulebook.of("SecRule REQUEST_URI|REQUEST_URI_RAW \"@rx ^\" \"id:1,phase:1,pass,log\"");
        assertEquals(List.of("/x?y=http://z", "http://a.example/x?y=http://z"), rules.get("http://a.example/x?y=http://z").matches().stream().map(RuleMatch::value).toList());
    }

    @Test
    void nothingIsWhereNothingCame() {
        Rulebook rules = Rulebook.of("SecRule QUERY_STRING|REQUEST_BODY|RESPONSE_BODY|ARGS|REMOTE_USER \"!@rx x\" \"id:1,phase:4,pass,log\"");
        assertEquals(List.of(), Rulebook.ids(rules.get("/")));
    }

    @Test
    void everyVariableTheLanguageHasIsSupplied() {
        List<Variable> missing = Arrays.stream(Variable.values()).filter(variable -> Supplies.of(variable).isEmpty() && isSupported(variable)).toList();
        assertTrue(missing.isEmpty(), missing::toString);
    }

    private static boolean isSupported(Variable variable) {
        return Rulebook.problems("SecRule " + variable + " \"@rx x\" \"id:1,pass\"").isEmpty();
    }
}
