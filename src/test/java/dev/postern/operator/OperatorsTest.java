package dev.postern.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.postern.automaton.Found;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators say, in cases of our own; the outside tables run in {@code make conformance}. */
final class OperatorsTest {

    private static final DataFiles NO_FILES = name -> {
        throw new InvalidOperatorException("there is no such file", name);
    };

    private static final Map<String, String> VARIABLES = Map.of("tx.list", "GET POST", "tx.number", "12", "tx.types", "text/html|text/x+y", "tx.empty", "");

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Found test(String operator, String argument, String value) throws InvalidOperatorException {
        return Operators.make(operator, argument, NO_FILES).test(octets(value), new FakeSubject(VARIABLES));
    }

    private static InvalidOperatorException refused(String operator, String argument, DataFiles files) {
        return assertThrows(InvalidOperatorException.class, () -> Operators.make(operator, argument, files));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
            "contains ~ bc ~ abcd ~ YES", "contains ~ bd ~ abcd ~ NO", "contains ~ '' ~ '' ~ YES", "contains ~ BC ~ abcd ~ NO", "contains ~ %{tx.number} ~ a12b ~ YES", "contains ~ %{tx.none} ~ '' ~ YES",
            "containsWord ~ or ~ for ~ NO", "containsWord ~ or ~ 1 or 2 ~ YES", "containsWord ~ or ~ or_ ~ NO", "containsWord ~ or ~ for,or ~ YES", "containsWord ~ aa ~ aaa aa ~ YES", "containsWord ~ a a ~ a a a ~ YES",
            "containsWord ~ or ~ or2 ~ NO", "containsWord ~ '' ~ x ~ YES",
            "beginsWith ~ ab ~ abc ~ YES", "beginsWith ~ abc ~ ab ~ NO", "beginsWith ~ %{tx.number}/ ~ 12/ ~ YES", "endsWith ~ bc ~ abc ~ YES", "endsWith ~ c ~ '' ~ NO", "endsWith ~ '' ~ '' ~ YES",
            "streq ~ a ~ a ~ YES", "streq ~ a ~ A ~ NO", "streq ~ %{tx.list} ~ GET POST ~ YES", "streq ~ a%{tx.none}b ~ ab ~ YES", "streq ~ %{open ~ %{open ~ YES",
            "within ~ GET POST ~ POST ~ YES", "within ~ GET POST ~ PUT ~ NO", "within ~ %{tx.list} ~ GET ~ YES", "within ~ abc ~ '' ~ YES", "within ~ abc ~ abcd ~ NO",
            "strmatch ~ b|43 64|e ~ abCde ~ YES", "strmatch ~ bc ~ aBc ~ NO", "strmatch ~ a\\:b ~ a:b ~ YES",
            "eq ~ 5 ~ 5 ~ YES", "eq ~ 5 ~ ' +5x' ~ YES", "eq ~ x ~ '' ~ YES", "eq ~ 0 ~ -0 ~ YES", "eq ~ 4294967301 ~ 5 ~ YES", "eq ~ %{tx.number} ~ 12 ~ YES", "eq ~ -1 ~ 99999999999999999999999 ~ YES",
            "ge ~ 5 ~ 5 ~ YES", "ge ~ 5 ~ 4 ~ NO", "gt ~ 5 ~ 5 ~ NO", "gt ~ -1 ~ 0 ~ YES", "lt ~ 5 ~ 4 ~ YES", "lt ~ 5 ~ 5 ~ NO", "le ~ 5 ~ 5 ~ YES", "le ~ 5 ~ 6 ~ NO",
            "validateByteRange ~ 97-99 ~ abc ~ NO", "validateByteRange ~ '97,98, 99' ~ abcd ~ YES", "validateByteRange ~ '' ~ a ~ YES", "validateByteRange ~ '' ~ '' ~ NO",
            "validateUrlEncoding ~ '' ~ a%20%aF ~ NO", "validateUrlEncoding ~ '' ~ a%2 ~ YES", "validateUrlEncoding ~ '' ~ %%20 ~ YES", "validateUrlEncoding ~ '' ~ %g0 ~ YES",
            "unconditionalMatch ~ '' ~ '' ~ YES", "noMatch ~ '' ~ a ~ NO",
            "ipMatch ~ 192.0.2.0/24 ~ 192.0.2.255 ~ YES", "ipMatch ~ 192.0.2.0/24 ~ 192.0.3.0 ~ NO", "ipMatch ~ '10.0.0.0/9, ::1' ~ 10.127.0.1 ~ YES", "ipMatch ~ 10.0.0.0/9 ~ 10.128.0.1 ~ NO",
            "ipMatch ~ 2001:db8::/33 ~ 2001:db8:7fff::1 ~ YES", "ipMatch ~ 2001:db8::/33 ~ 2001:db8:8000::1 ~ NO", "ipMatch ~ 0.0.0.0/0 ~ 1.2.3.4 ~ YES", "ipMatch ~ 0.0.0.0/0 ~ ::1 ~ NO",
            "ipMatch ~ ::/0 ~ 1.2.3.4 ~ NO", "ipMatch ~ 127.0.0.1 ~ 127.1 ~ NO", "ipMatch ~ 127.0.0.1 ~ 127.0.0.01 ~ NO", "ipMatch ~ 127.0.0.1 ~ ' 127.0.0.1' ~ NO", "ipMatch ~ ::ffff:1.2.3.4 ~ 1.2.3.4 ~ NO",
            "ipMatch ~ 1::8 ~ 1:0:0:0:0:0:0:8 ~ YES", "ipMatch ~ 1:2:3:4:5:6:1.2.3.4 ~ 1:2:3:4:5:6:102:304 ~ YES", "ipMatch ~ ::1 ~ :1 ~ NO", "ipMatch ~ ::1 ~ 0::0::1 ~ NO", "ipMatch ~ ::1 ~ ::1%lo ~ NO",
            "pm ~ abc xyz ~ 12XYZ ~ YES", "pm ~ abc xyz ~ abxy ~ NO", "pm ~ abcd bc ~ xabce ~ YES", "pm ~ a|20|b ~ 'a b' ~ YES",
            "detectSQLi ~ '' ~ 1' or '1'='1 ~ YES", "detectSQLi ~ '' ~ hello ~ NO", "detectXSS ~ '' ~ <script>alert(1) ~ YES", "detectXSS ~ '' ~ 1 < 2 ~ NO",
            "geoLookup ~ '' ~ 1.2.3.4 ~ NO", "rbl ~ dnsbl.httpbl.org ~ 1.2.3.4 ~ NO",
            "rx ~ ^a.c$ ~ abc ~ YES", "RX ~ b$ ~ abc ~ NO", "rx ~ ^(?:%{tx.types})$ ~ text/html ~ NO", "rx ~ ^%{tx.types}$ ~ text/x+y ~ YES", "rx ~ ^%{tx.types}$ ~ text/xxy ~ NO",
            "verifyCC ~ \\d{16} ~ card 4111111111111111 ~ YES", "verifyCC ~ \\d{16} ~ card 4111111111111112 ~ NO", "verifyCC ~ \\d* ~ abc ~ NO", "verifyCC ~ [\\d-]{19} ~ x4111-1111-1111-1111 ~ YES",
            "verifySSN ~ \\d{9} ~ 078051120 ~ YES", "verifySSN ~ \\d{9} ~ 666051120 ~ NO", "verifySSN ~ \\d{9} ~ 123456789 ~ NO", "verifySSN ~ \\d{9} ~ 111111111 ~ NO", "verifySSN ~ \\d{9} ~ 740051120 ~ NO",
            "verifyCPF ~ \\d{11} ~ 52998224725 ~ YES", "verifyCPF ~ \\d{11} ~ 52998224724 ~ NO", "verifyCPF ~ \\d{11} ~ 11111111111 ~ NO",
            "verifySVNR ~ \\d{10} ~ 1237010180 ~ YES", "verifySVNR ~ \\d{10} ~ 1238010180 ~ NO",
            "validateNid ~ cl [\\d.]+-[\\dkK] ~ 12.345.678-5 ~ YES", "validateNid ~ cl [\\d.]+-[\\dkK] ~ 12.345.678-6 ~ NO", "validateNid ~ us \\d{9} ~ 078051120 ~ YES"})
    void says(String operator, String argument, String value, Found expected) throws InvalidOperatorException {
        assertEquals(expected, test(operator, argument, value));
    }

    @Test
    void validateUtf8EncodingKnowsTheBordersOfUtf8() throws InvalidOperatorException {
        for (String good : List.of("", "a", "\u00c2\u0080", "\u00df\u00bf", "\u00e0\u00a0\u0080", "\u00ed\u009f\u00bf", "\u00ee\u0080\u0080", "\u00f0\u0090\u0080\u0080", "\u00f4\u008f\u00bf\u00bf")) {
            assertEquals(Found.NO, test("validateUtf8Encoding", "", good), good);
        }
        for (String bad : List.of("\u0080", "\u00c1\u00bf", "\u00c2", "\u00c2a", "\u00e0\u009f\u00bf", "\u00ed\u00a0\u0080", "\u00f0\u008f\u00bf\u00bf", "\u00f4\u0090\u0080\u0080", "\u00f5\u0080\u0080\u0080", "\u00e2\u0082",
                "\u00f0\u0090\u0080", "\u00f0\u0090\u0080a", "\u00ff")) {
            assertEquals(Found.YES, test("validateUtf8Encoding", "", bad), bad);
        }
    }

    @Test
    void whatMatchedIsCaptured() throws InvalidOperatorException {
        assertEquals(Map.of(0, "a1c", 1, "a", 2, "", 3, "c"), captured("rx", "(a)(b)?\\d(c)(d)?", "xa1c"));
        assertEquals(Map.of(0, "WebZIP"), captured("pm", "x WebZIP", "webzip/2"));
        assertEquals(Map.of(0, "4111111111111111"), captured("verifyCC", "\\d{16}", "a4111111111111111"));
        assertEquals("s&sos", captured("detectSQLi", "", "1' or '1'='1").get(0));
        assertEquals("old", captured("rx", "(z)", "a").get(1));
        assertEquals(List.of("abcdefghijk", "a", "b", "c", "d", "e", "f", "g", "h", "i"), List.copyOf(captured("rx", "(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)(k)", "abcdefghijk").values()));
    }

    private static Map<Integer, String> captured(String operator, String argument, String value) throws InvalidOperatorException {
        FakeSubject subject = new FakeSubject(VARIABLES);
        Operators.make(operator, argument, NO_FILES).test(octets(value), subject);
        return subject.captured();
    }

    @Test
    void phrasesComeFromFiles() throws InvalidOperatorException {
        Map<String, String> files = Map.of("a.data", "# comment\r\n\r\n  union select  \r\nx\r\n|3c|script\n", "b.data", "\"quoted\"", "empty.data", "# nothing\n");
        DataFiles data = name -> octets(files.getOrDefault(name, ""));
        Operator both = Operators.make("pmFromFile", "a.data  b.data", data);
        for (String value : List.of("a UNION SELECT b", "<SCRIPT>", "quoted", "is quoted")) {
            assertEquals(Found.YES, both.test(octets(value), new FakeSubject(VARIABLES)), value);
        }
        for (String value : List.of("comment", "x", "", "union")) {
            assertEquals(Found.NO, both.test(octets(value), new FakeSubject(VARIABLES)), value);
        }
        assertEquals("@pmFromFile has no phrase to look for", refused("pmf", "empty.data", data).getMessage());
    }

    @Test
    void networksComeFromFiles() throws InvalidOperatorException {
        Operator listed = Operators.make("ipMatchFromFile", "nets", name -> octets("# a\n10.0.0.0/8 # ours\n\n::1\r\n"));
        assertEquals(Found.YES, listed.test(octets("10.1.2.3"), new FakeSubject(VARIABLES)));
        assertEquals(Found.YES, listed.test(octets("0:0::1"), new FakeSubject(VARIABLES)));
        assertEquals(Found.NO, listed.test(octets("11.1.2.3"), new FakeSubject(VARIABLES)));
        assertEquals("line 2 of the file: \"10.0.0/8\" is neither an address nor a network", refused("ipMatchF", "nets", name -> octets("::1\n10.0.0/8\n")).getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
            "rx ~ a( ~ the regular expression cannot be used", "validateByteRange ~ 5-3 ~ the range 5-3 ends before it begins", "validateByteRange ~ 1-256 ~ a range has an end that is no octet",
            "validateByteRange ~ a ~ a range has an end that is no octet", "ipMatch ~ 10.0.0.0/33 ~ \"10.0.0.0/33\" is neither", "ipMatch ~ '' ~ @ipMatch has no network", "pm ~ '' ~ @pm has no phrase",
            "pmFromFile ~ none.data ~ there is no such file", "pmFromFile ~ https://a.test/x ~ files are not fetched", "rbl ~ sbl.spamhaus.org ~ the operator rbl is not supported",
            "verifyCC ~ [ ~ the regular expression cannot be used", "validateNid ~ de x ~ @validateNid knows no numbers of such a country", "strmatch ~ a\\q ~ the text has a backslash", "rexx ~ a ~ there is no operator \"rexx\""})
    void refuses(String operator, String argument, String message) {
        assertEquals(message, refused(operator, argument, NO_FILES).getMessage().substring(0, message.length()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fuzzyHash", "gsbLookup", "inspectFile", "rsub", "validateDTD", "validateSchema", "validateHash"})
    void whatIsNotSupportedSaysWhy(String operator) {
        InvalidOperatorException refused = refused(operator, "x", NO_FILES);
        assertEquals("the operator " + operator + " is not supported", refused.getMessage());
        assertEquals(false, refused.hint().isEmpty());
    }

    @Test
    void aNearNameIsProposed() {
        assertEquals("perhaps @contains", refused("contain", "", NO_FILES).hint());
    }
}
