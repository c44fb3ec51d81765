package dev.postern.content;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JsonViewTest {

    /** A document, its text when it is another one, what comes out, where, whether it is broken. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '^', value = {
            "{\"a\":\"1234\"} | | {\"a\":\"X\"} | /a 0 0 | false",
            "{\"a\":1234} | | {\"a\":\"X\"} | /a 0 0 | false",
            "{\"a\":-1234.5e6} | | {\"a\":\"-X.5e6\"} | /a 1 4 | false",
            "[1,[2,12345],12345] | | [1,[2,\"X\"],\"X\"] | /1/1 0 0;/2 0 0 | false",
            "{\"1234\":{\"x~/y\":1234}} | | {\"X\":{\"x~/y\":\"X\"}} | - 0 0;/1234/x~0~1y 0 0 | false",
            "{\"a\":\"\\u0031\\u0032\\u0033\\u0034\"} | {\"a\":\"1234\"} | {\"a\":\"X\"} | /a 0 0 | false",
            "{\"a\":\"\\\"12\\u00334\\/\"} | {\"a\":\"\"1234/\"} | {\"a\":\"\\\"X\\/\"} | /a 1 1 | false",
            "\"1234\" | | \"X\" | - 0 0 | false",
            "1234 | | \"X\" | - 0 0 | false",
            "[\"a\\ud83d\\ude001234\"] | | [\"a\\ud83d\\ude00X\"] | /0 5 0 | false",
            "[\"\\ud83d1234\"] | | [\"\\ud83dX\"] | /0 3 0 | false",
            "{\"a\":{},\"b\":[],\"c\":1234} | | {\"a\":{},\"b\":[],\"c\":\"X\"} | /c 0 0 | false",
            "{\"a\":[{\"b\":1},{\"b\":1234}]} | | {\"a\":[{\"b\":1},{\"b\":\"X\"}]} | /a/1/b 0 0 | false",
            "{\"a\":1234,} \\u00312341234 | {\"a\":1234,} 12341234 | {\"a\":\"X\",} X | /a 0 0;- 2 0 | true",
            ")]}'|| )]}' | | true",
            "[1] 1234 | | [1] \"X\" | - 0 0 | false",
            "[01234] | | [\"X\"] | /0 0 -4 | true",
            "[\"a\\x1234\"] | | [\"a\\xX\"] | /0 3 0 | true",
            "[\"1234 | | [\"X | /0 0 0 | true",
            "[true,null,false,1234] | | [true,null,false,\"X\"] | /3 0 0 | false",
            "[trux,1234] | | [trux,X] | - 2 1 | true"})
    void readsAndWrites(String body, String text, String out, String found, boolean malformed) {
        Fed fed = Fed.whole("application/json; charset=utf-8", body, new Digits(4, "X"));
        assertEquals(out, fed.out());
        assertEquals(found == null ? List.of() : List.of(found.split(";")), fed.seen().found.stream().toList());
        assertEquals(malformed, fed.malformed());
        if (text != null) {
            assertEquals(text, fed.seen().text.toString());
        }
        Fed.sameHoweverCut("application/json", Fed.latin(body), () -> new Digits(4, "X"), 1);
        assertEquals(body, Fed.whole("application/json", body, Digits.none()).out());
    }

    /** By lines: whatever is wrong in one, the next is JSON again, and none waits for the next. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '^', value = {
            "{\"a\":1234}~[1234]~ | {\"a\":\"X\"}~[\"X\"]~ | /a 0 0;/0 0 0 | false",
            "[12~34,1234]~ | [12~34,X]~ | - 3 1 | true",
            "{\"a\":\"12~[\"\\u0031234\"]~ | {\"a\":\"12~[\"X\"]~ | /0 0 0 | true",
            "\u001e{\"a\":1234}~~1234~ | \u001e{\"a\":\"X\"}~~\"X\"~ | /a 0 0;- 0 0 | false",
            "{\"a\":~1234~}~ | {\"a\":~\"X\"~}~ | /a 0 0 | false"})
    void readsLines(String written, String out, String found, boolean malformed) throws UnreadableException {
        String body = written.replace('~', '\n');
        Fed fed = Fed.whole("application/x-ndjson", body, new Digits(4, "X"));
        assertEquals(out.replace('~', '\n'), fed.out());
        assertEquals(List.of(found.split(";")).size(), fed.seen().found.size());
        assertEquals(malformed, fed.malformed());
        Fed.sameHoweverCut("application/x-ndjson", Fed.latin(body), () -> new Digits(4, "X"), 1);
        Document document = Documents.open("application/x-ndjson", new Digits(4, "X"), Limits.DEFAULT);
        assertEquals(out.replace('~', '\n'), new String(document.add(Fed.latin(body)), StandardCharsets.ISO_8859_1));
    }
}
