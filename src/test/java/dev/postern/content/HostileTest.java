package dev.postern.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents made to be expensive, to be read otherwise, or to hide what is in them. */
final class HostileTest {

    private static final String CARD = "4111111111111111";
    private static final Charset UTF_32LE = Charset.forName("UTF-32LE");
    private static final int LARGE = 1 << 20;

    private static Arguments of(String name, String type, Supplier<String> body, boolean malformed, int hits) {
        return Arguments.of(Named.of(name, type), body, malformed, hits);
    }

    static Stream<Arguments> documents() {
        return Stream.of(
                of("unicode escapes", "application/json", () -> "[\"" + "\\u0031".repeat(LARGE / 6) + "\"]", false, 1),
                of("a card in unicode escapes", "application/json", () -> "[\"" + "x".repeat(32_760) + escaped(CARD) + "\"]", false, 1),
                of("surrogate pairs", "application/json", () -> "[\"" + "\\ud83d\\ude00".repeat(LARGE / 12) + CARD + "\"]", false, 1),
                of("halves of pairs", "application/json", () -> "[\"" + "\\ud83d".repeat(LARGE / 6) + CARD + "\"]", false, 1),
                of("alternating escapes", "application/json", () -> "[\"" + "a\\/".repeat(LARGE / 3) + CARD + "\"]", false, 1),
                of("deep arrays", "application/json", () -> "[".repeat(100_000) + CARD + "]".repeat(100_000), true, 1),
                of("deep objects", "application/json", () -> "{\"a\":".repeat(100_000) + CARD + "}".repeat(100_000), true, 1),
                of("deep elements", "application/xml", () -> "<a>".repeat(100_000) + CARD + "</a>".repeat(100_000), true, 1),
                of("a long key", "application/json", () -> "{\"" + "k".repeat(LARGE) + "\":" + CARD + "}", false, 1),
                of("a long number", "application/json", () -> "[" + "1".repeat(LARGE) + "]", false, 1),
                of("many strings", "application/json", () -> "[" + "\"\",".repeat(LARGE / 3) + CARD + "]", false, 1),
                of("quotes in quotes", "application/json", () -> "[\"" + "\\\"".repeat(LARGE / 2) + CARD + "\"]", false, 1),
                of("backslashes", "application/json", () -> "[\"" + "\\\\".repeat(LARGE / 2) + CARD + "\"]", false, 1),
                of("an open string", "application/json", () -> "[\"" + "x".repeat(LARGE) + CARD, true, 1),
                of("no JSON, with escapes", "application/json", () -> "oh: " + escaped(CARD) + " " + "\\u0020".repeat(100_000), true, 1),
                of("percent signs", "application/x-www-form-urlencoded", () -> "a=" + "%25".repeat(LARGE / 3) + CARD, false, 1),
                of("percent-encoded percent signs", "application/x-www-form-urlencoded", () -> "a=" + "%2525".repeat(LARGE / 5) + CARD, false, 1),
                of("half escapes", "application/x-www-form-urlencoded", () -> "%".repeat(LARGE) + "z" + CARD, true, 1),
                of("ampersands", "application/x-www-form-urlencoded", () -> "&".repeat(LARGE) + CARD, false, 1),
                of("references", "application/xml", () -> "<a>" + "&#00000000000000000000000000000000000000000000049;".repeat(LARGE / 50) + " " + CARD + "</a>", false, 2),
                of("a card in long references", "application/xml", () -> "<a>" + "x".repeat(32_760) + CARD.replaceAll("(.)", "&#x000000000000000000000000000000000000000003$1;") + "</a>", false, 1),
                of("ampersands in XML", "application/xml", () -> "<a>" + "&".repeat(LARGE) + CARD + "</a>", false, 1),
                of("open angles", "application/xml", () -> "<".repeat(LARGE) + CARD, true, 1),
                of("many attributes", "application/xml", () -> "<a" + " b='c'".repeat(LARGE / 6) + " d='" + CARD + "'/>", false, 1),
                of("an open comment", "application/xml", () -> "<!-- " + "-".repeat(LARGE / 4) + CARD, true, 1),
                of("open CDATA", "application/xml", () -> "<a><![CDATA[" + "]".repeat(LARGE) + CARD, true, 1),
                of("a nested definition", "application/xml", () -> "<!DOCTYPE a [" + "<!ATTLIST e f CDATA '&#49;'>".repeat(50_000) + CARD + "]><a/>", false, 1),
                of("comments", "application/xml", () -> "<a>" + "<!---->".repeat(LARGE / 28) + CARD + "</a>", false, 1),
                of("tags of a page", "text/html", () -> "<b>1</b>".repeat(LARGE / 8) + "<p>" + CARD + "</p>", false, 1),
                of("zeros in a page", "text/html", () -> "<p>" + "\0<b>1</b>".repeat(LARGE / 9) + "<p>" + CARD + "</p>", false, 1),
                of("doubled quotes", "text/csv", () -> "a\n\"" + "\"\"".repeat(LARGE / 2) + CARD + "\"", false, 1),
                of("an open quote", "text/csv", () -> "a\n\"" + ",\n".repeat(LARGE / 2) + CARD, true, 1),
                of("many columns", "text/csv", () -> "a,".repeat(LARGE / 2) + "\n" + ",".repeat(LARGE / 4) + CARD, false, 1),
                of("an endless event", "text/event-stream", () -> "data: {\"a\":\"" + "x".repeat(LARGE) + CARD, false, 1),
                of("empty events", "text/event-stream", () -> "\n".repeat(100_000) + "data: " + CARD, false, 1),
                of("JSON called a picture", "image/png", () -> "{\"a\":\"" + escaped(CARD) + "\"}", false, 1),
                of("JSON called a form", "application/x-www-form-urlencoded", () -> " {\"a\":\"" + escaped(CARD) + "\"}", true, 1),
                of("JSON called XML", "application/xml", () -> "[\"" + escaped(CARD) + "\"]", true, 1),
                of("XML called JSON", "application/json", () -> "<a>&#52;" + CARD.substring(1) + "</a>", true, 1),
                of("nearly delimiters", "multipart/form-data; boundary=b", () -> "--b\r\n\r\n" + "\r\n--".repeat(LARGE / 4) + CARD + "\r\n--b--", false, 1),
                of("line ends in a part", "multipart/form-data; boundary=b", () -> "--b\r\n\r\n" + "\r\n".repeat(LARGE / 2) + CARD + "\r\n--b--", false, 1),
                of("a part without an end", "multipart/form-data; boundary=b", () -> "--b\r\n\r\n" + "x".repeat(LARGE) + CARD, true, 1),
                of("empty parts", "multipart/form-data; boundary=b", () -> "--b\r\n\r\n\r\n".repeat(10_000) + CARD, true, 1),
                of("UTF-32 escapes", "application/json; charset=utf-32le", () -> new String(("[\"" + "\\u0031".repeat(LARGE / 24) + "\"]").getBytes(UTF_32LE), StandardCharsets.ISO_8859_1), false, 1));
    }

    private static String escaped(String digits) {
        return digits.replaceAll("(.)", "\\\\u003$1");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    void readInBoundedMemory(String type, Supplier<String> made, boolean malformed, int hits) throws UnreadableException {
        byte[] body = Fed.latin(made.get());
        Digits editor = new Digits(16, "X");
        Document document = Documents.open(type, editor, Limits.DEFAULT);
        int most = 0;
        for (int at = 0; at < body.length; at += 3_001) {
            document.add(Arrays.copyOfRange(body, at, Math.min(body.length, at + 3_001)));
            most = Math.max(most, document.heldBytes());
        }
        document.end();
        assertTrue(most <= Document.MOST_HELD_BYTES, "held " + most);
        assertEquals(malformed, document.malformed());
        assertEquals(hits, editor.found.size());
        assertEquals(new String(body, StandardCharsets.ISO_8859_1), Fed.whole(type, body, Digits.none()).out());
        Fed.sameHoweverCut(type, body, () -> new Digits(16, "X"), body.length);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    void whereItIsAskedForTakesOnePass(String type, Supplier<String> made, boolean malformed, int hits) {
        byte[] body = Fed.latin(made.get());
        int[] asked = {0};
        Editor every = block -> {
            for (int at = block.window().from(); at < block.window().to(); at++) {
                Field field = block.fields().at(at);
                asked[0] += field.from() <= at && field.to() >= at ? 1 : 0;
            }
            return List.of();
        };
        try (Document document = Documents.open(type, every, Limits.DEFAULT)) {
            document.add(body);
            document.end();
            assertEquals(document.malformed(), malformed);
        } catch (UnreadableException unreadable) {
            throw new AssertionError(unreadable);
        }
        assertTrue(asked[0] > 0);
    }
}
