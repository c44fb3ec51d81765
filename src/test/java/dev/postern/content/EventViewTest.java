package dev.postern.content;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EventViewTest {

    private static final String TYPE = "text/event-stream";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '^', value = {
            "data: 1234\\n\\n | data: 1234\\n\\n | data: X\\n\\n | data 0 0",
            "event: 1234\\ndata:1234\\n\\n | event: 1234\\ndata:1234\\n\\n | event: X\\ndata:X\\n\\n | - 0 0;data 0 0",
            "data: {\"a\":\"\\u0031234\"}\\n\\ndata: [1234] | data: {\"a\":\"1234\"}\\n\\ndata: [1234] | data: {\"a\":\"X\"}\\n\\ndata: [\"X\"] | data/a 0 0;data/0 0 0",
            "data: {\"a\":\\ndata: 1234}\\n\\n | data: {\"a\":\\ndata: 1234}\\n\\n | data: {\"a\":\\ndata: \"X\"}\\n\\n | data/a 0 0",
            "data\\ndata:\\n:1234\\nid\\n1234:5\\n\\n | data\\ndata:\\n:1234\\nid\\n1234:5\\n\\n | data\\ndata:\\n:X\\nid\\nX:5\\n\\n | - 0 0;- 0 0",
            "data: [DONE] \\\\u0031234\\n\\ndata: \\\\u0031234\\n\\n | data: [DONE] 1234\\n\\ndata: \\\\u0031234\\n\\n | data: [DONE] X\\n\\ndata: \\\\uX\\n\\n | data 6 0;data 2 0",
            "data: {\"a\":\"12\\ndata: 34 1234\"}\\n\\n | data: {\"a\":\"12\\ndata: 34 1234\"}\\n\\n | data: {\"a\":\"12\\ndata: 34 X\"}\\n\\n | data 3 2"})
    void readsAndWrites(String written, String text, String out, String found) {
        for (String end : List.of("\n", "\r\n", "\r")) {
            String body = lines(written, end);
            Fed fed = Fed.whole(TYPE, body, new Digits(4, "X"));
            assertEquals(lines(out, end), fed.out());
            assertEquals(List.of(found.split(";")), fed.seen().found);
            assertEquals(lines(text, end), fed.seen().text.toString());
            Fed.sameHoweverCut(TYPE, Fed.latin(body), () -> new Digits(4, "X"), 2);
            assertEquals(body, Fed.whole(TYPE, body, Digits.none()).out());
        }
    }

    private static String lines(String written, String end) {
        return written.replace("\\\\", "\0").replace("\\n", end).replace("\0", "\\");
    }

    @Test
    void nothingOfAFinishedEventIsHeldBack() throws UnreadableException {
        for (String end : List.of("\n", "\r\n", "\r")) {
            Document document = Documents.open(TYPE, new Digits(4, "X"), Limits.DEFAULT);
            for (int i = 0; i < 10; i++) {
                byte[] event = Fed.latin("id: " + i + end + "data: {\"n\":\"" + i + "\"}" + end + end);
                assertArrayEquals(event, document.add(event), "event " + i);
            }
        }
    }

    /** As some send events: documents of JSON on lines, by its plain name. */
    @Test
    void norOfADocumentWithItsLine() throws UnreadableException {
        Document document = Documents.open("application/json", Digits.none(), Limits.DEFAULT);
        for (int i = 0; i < 10; i++) {
            byte[] event = Fed.latin("{\"type\":\"ADDED\",\n\"n\":" + i + "}\n");
            assertArrayEquals(event, document.add(event), "event " + i);
        }
        assertEquals(false, document.malformed());
    }

    @Test
    void linesWithoutAnythingAreNoEvents() {
        Fed fed = Fed.whole(TYPE, "\n".repeat(1_000) + "data: 1234\r\n\r\n" + "\r\n".repeat(1_000), new Digits(4, "X"));
        assertEquals(3, fed.seen().blocks.size());
        assertEquals(2, Fed.whole("application/x-ndjson", "\n".repeat(1_000) + "1\n" + "\n".repeat(1_000), Digits.none()).seen().blocks.size());
    }
}
