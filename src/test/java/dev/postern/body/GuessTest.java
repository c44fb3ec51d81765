package dev.postern.body;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.postern.fuzz.Text;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ~} is CRLF. */
final class GuessTest {

    private static final String PART = "--b~Content-Disposition: form-data; name=\"q\"~~";

    private static String read(String method, String type, String body) {
        GuessedBody found = Guess.of(Received.whole(Text.octets(body.replace("~", "\r\n"))), Text.octets(type), Text.octets(method), Bounds.DEFAULT);
        String xml = found.texts().stream().map(text -> "<" + Text.latin(text)).collect(Collectors.joining()) + found.attributes().stream().map(value -> "@" + Text.latin(value)).collect(Collectors.joining());
        return Shown.arguments(found) + xml;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', quoteCharacter = '`', value = {
        "{\"a\":\"b\"} > a=b",
        "  [1] > array.array=1",
        "\u00ef\u00bb\u00bf{\"a\":1} > a=1",
        "a=1&b=%32 > a=1|b=2",
        "{\"a\":1}; > a=1|{\"a\":1};=",
        "{=1&q=2 > {=1|q=2",
        "plain > plain="})
    void aPostWithoutATypeIsWhatItBeginsLike(String body, String expected) {
        assertEquals(expected, read("POST", "", body));
    }

    @Test
    void whatIsNoTextInAFormReadsAsBlanks() {
        assertEquals("a b=1|c=", read("POST", "", "a\nb=1&c"));
        assertEquals("a1[]=x y |b=  z", read("POST", "", "\0&a%31[]=x\0y\u0001&y&\u0001=2&=3&b=\u00e4\u00ffz"));
    }

    /** Uploads are PUT without a type as well. */
    @Test
    void onlyAPostIsAForm() {
        assertEquals("", read("PUT", "", "a=1&b=2"));
        assertEquals("a=1", read("PUT", " ", "{\"a\":1}"));
    }

    @Test
    void xmlHasItsOwnVariable() {
        assertEquals("<text@1", read("PUT", "", "<a b='1'>text</a>"));
        assertEquals("<text", read("PUT", "", "<a>text</b>"));
        assertEquals("<xml>x<=<x", read("POST", "", "<xml>x<"));
    }

    @Test
    void partsOfAMultipartBodyAreWhatTheyBeginLike() {
        assertEquals("q=1<s@2", read("POST", "multipart/related; boundary=b", "--b~Content-Type: application/xop+xml~~<a b='2'>s</a>~--b~~{\"q\":1}~--b--~"));
        assertEquals("=x y|=z", read("POST", "Multipart/Mixed; boundary=\"b\"", PART + "x y~--b~~z~--b--~"));
        assertEquals("=x", read("POST", "multipart/mixed; boundary=b", PART + "x"));
    }

    /** Pictures, and requests in a batch, are for REQUEST_BODY alone. */
    @Test
    void partsThatAreNeitherTextNorNamedAreNoArguments() {
        assertEquals("", read("POST", "multipart/related; boundary=b", "--b~Content-Type: image/png~~\0\u0001~--b~Content-Type: application/http~~GET / HTTP/1.1~~--b--~"));
        assertEquals("", read("POST", "multipart/related", PART + "x~--b--"));
        assertEquals("", read("POST", "multipart/related; boundary=c", PART + "x~--b--"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/octet-stream", "image/png"})
    void nothingElseIsGuessed(String type) {
        assertEquals("", read("POST", type, "{\"a\":1}"));
        assertEquals("", read("POST", type, "a=1"));
    }

    @ParameterizedTest
    @CsvSource({"'', [, 513", "'', a=1&, 1001", "'', '[1],', 1", "multipart/mixed; boundary=b, --b~~x~, 1001"})
    void moreThanAllowedIsAnErrorAndAWrongGuessNone(String type, String piece, int times) {
        GuessedBody found = Guess.of(Received.whole(Text.octets(piece.replace("~", "\r\n").repeat(times))), Text.octets(type), Text.octets("POST"), Bounds.DEFAULT);
        assertEquals(times > 1, found.error().isPresent());
        assertFalse(found.arguments().isEmpty());
    }
}
