package dev.postern.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents of JSON longer than a block. */
final class JsonStreamTest {

    private static final JsonFactory JACKSON = JsonFactory.builder().streamReadConstraints(StreamReadConstraints.builder().maxNumberLength(10_000).build()).build();
    private static final String TYPE = "application/json";
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([dD][89aAbB]..)\\\\u([dD][c-fC-F]..)|u(....)|(.))", Pattern.DOTALL);
    private static final Pattern RUN = Pattern.compile("[0-9]{4,}");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void seenWithoutEscapesAndWrittenAsJson(int seed) throws IOException {
        String json = RandomJson.of(new Random(seed), 150_000);
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        Fed fed = Fed.whole(TYPE, body, new Digits(4, "\"X\\\n\u0001€"));
        Fed untouched = Fed.whole(TYPE, body, Digits.none());
        assertFalse(fed.malformed());
        same(shown(json), new String(Fed.latin(untouched.seen().text.toString()), StandardCharsets.UTF_8));
        assertEquals(replaced(tokens(json), "\"X\\\n\u0001€"), tokens(new String(Fed.latin(fed.out()), StandardCharsets.UTF_8)));
        assertTrue(fed.seen().blocks.size() > 3);
        assertEquals(new String(body, StandardCharsets.ISO_8859_1), untouched.out());
        Fed.sameHoweverCut(TYPE, body, () -> new Digits(4, "X"), seed);
    }

    /** Digits everywhere, so that every block ends inside of some. */
    @Test
    void numbersAcrossBlocksBecomeStrings() throws IOException {
        for (int length : new int[] {4, 16, 100, 127, 128, 129, 3000}) {
            StringBuilder json = new StringBuilder("[");
            while (json.length() < 120_000) {
                json.append("-").append("1234567890".repeat(length / 10 + 1), 0, length).append(".5,\"").append("7".repeat(length)).append("\", ");
            }
            json.append("1]");
            Fed fed = Fed.whole(TYPE, json.toString(), new Digits(4, "X"));
            assertEquals(replaced(tokens(json.toString()), "X"), tokens(fed.out()), "length " + length);
            Fed.sameHoweverCut(TYPE, Fed.latin(json.toString()), () -> new Digits(4, "X"), length);
        }
    }

    private static void same(String expected, String actual) {
        int at = 0;
        while (at < Math.min(expected.length(), actual.length()) && expected.charAt(at) == actual.charAt(at)) {
            at++;
        }
        assertEquals(around(expected, at), around(actual, at), "at " + at);
    }

    private static String around(String text, int at) {
        return text.substring(Math.max(0, at - 20), Math.min(text.length(), at + 20));
    }

    private static String shown(String json) {
        return ESCAPE.matcher(json).replaceAll(match -> {
            if (match.group(1) != null) {
                return new String(new char[] {(char) Integer.parseInt(match.group(1), 16), (char) Integer.parseInt(match.group(2), 16)});
            }
            if (match.group(3) != null) {
                char c = (char) Integer.parseInt(match.group(3), 16);
                return Character.isSurrogate(c) ? "\ufffd" : Matcher.quoteReplacement(String.valueOf(c));
            }
            return Matcher.quoteReplacement(switch (match.group(4)) {
                case "n" -> "\n";
                case "t" -> "\t";
                case "r" -> "\r";
                case "b" -> "\b";
                case "f" -> "\f";
                default -> match.group(4);
            });
        });
    }

    private record Token(JsonToken type, String text) {}

    private static List<Token> tokens(String json) throws IOException {
        List<Token> tokens = new ArrayList<>();
        try (JsonParser parser = JACKSON.createParser(json)) {
            while (parser.nextToken() != null) {
                boolean text = parser.currentToken().isScalarValue() || parser.currentToken() == JsonToken.FIELD_NAME;
                tokens.add(new Token(parser.currentToken(), text ? parser.getText() : ""));
            }
        }
        return tokens;
    }

    private static List<Token> replaced(List<Token> tokens, String with) {
        return tokens.stream().map(token -> RUN.matcher(token.text).find()
                ? new Token(token.type.isNumeric() ? JsonToken.VALUE_STRING : token.type, RUN.matcher(token.text).replaceAll(Matcher.quoteReplacement(with)))
                : token).toList();
    }
}
