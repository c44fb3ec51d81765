package dev.postern.body;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.postern.fuzz.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** JSON is what Jackson takes for JSON, the scalars are the same, and unless a key holds a full stop their names are the keys on the way; no key is left unnamed; and cut anywhere it says what it did. */
public final class JsonFuzz {

    private static final JsonFactory JACKSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(100_000).maxNumberLength(Integer.MAX_VALUE).maxNameLength(Integer.MAX_VALUE).build()).build();
    private static final Bounds WIDE = new Bounds(1_000_000, 100_000, 1, 1, 1, 1);

    /** Jackson takes any character whose last eight bits are a digit's for that digit. */
    private static final Pattern ODD_DIGIT = Pattern.compile("(?<!\\\\)(?:\\\\\\\\)*\\\\u[0-9a-fA-F]{0,3}[^\\x00-\\x7f]");

    private JsonFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        JsonBody body = Json.parse(data, WIDE);
        Json.parse(data, Bounds.DEFAULT);
        CutBodies.json(data, CutBodies.somewhere(data), WIDE);
        CutBodies.json(data, data.length, WIDE);
        String text;
        try {
            text = Text.utf8(data);
        } catch (Text.Finding broken) {
            Text.holds(body.error().isPresent(), "octets that are no UTF-8 without an error");
            return;
        }
        List<String> expected = new ArrayList<>();
        boolean json = true;
        boolean plain = true;
        try (JsonParser parser = JACKSON.createParser(text)) {
            plain = scalars(parser, expected);
        } catch (IOException refused) {
            json = false;
        }
        boolean tooLong = body.error().map(error -> error.message().contains("longer names")).orElse(false);
        json &= !ODD_DIGIT.matcher(text).find();
        Text.holds(tooLong || json == body.error().isEmpty() || text.isEmpty(), "taken for JSON by one alone: " + body.error());
        if (json && !tooLong) {
            List<String> found = body.arguments().stream().map(argument -> comparable(argument)).toList();
            Text.same(plain ? expected : values(expected), plain ? found : values(found), "read otherwise");
        }
    }

    private static List<String> values(List<String> arguments) {
        return arguments.stream().map(argument -> argument.substring(argument.indexOf('\u0001'))).toList();
    }

    private static String comparable(Argument argument) {
        return halves(argument.name()) + '\u0001' + halves(argument.value());
    }

    /** Halves of pairs look different on both sides. */
    private static String halves(byte[] octets) {
        return Text.latin(octets).replaceAll("\u00ed[\u00a0-\u00bf][\u0080-\u00bf]", "?");
    }

    private static String halves(String text) {
        return Text.latin(text.getBytes(StandardCharsets.UTF_8));
    }

    /** @return whether all keys are plain */
    private static boolean scalars(JsonParser parser, List<String> out) throws IOException {
        List<String> prefix = new ArrayList<>();
        String key = null;
        boolean plain = true;
        boolean named = true;
        int depth = 0;
        List<Integer> sizes = new ArrayList<>();
        do {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw new IOException("nothing");
            }
            switch (token) {
                case START_OBJECT, START_ARRAY -> {
                    depth++;
                    sizes.add(prefix.size());
                    key = key == null && token == JsonToken.START_ARRAY ? "array" : key;
                    if (key != null) {
                        prefix.add(key);
                    }
                }
                case END_OBJECT, END_ARRAY -> {
                    depth--;
                    if (!prefix.isEmpty() && prefix.size() > sizes.removeLast()) {
                        String last = prefix.removeLast();
                        key = token == JsonToken.END_OBJECT ? last : key;
                    }
                    if (!named) {
                        out.add(name(prefix, key) + '\u0001');
                        named = true;
                    }
                }
                case FIELD_NAME -> {
                    key = parser.currentName();
                    named = false;
                    plain &= key.indexOf('.') < 0 && key.indexOf('\u0001') < 0;
                }
                default -> {
                    out.add(name(prefix, key) + '\u0001' + halves(text(parser, token)));
                    named = true;
                }
            }
        } while (depth > 0);
        if (parser.nextToken() != null) {
            throw new IOException("more");
        }
        return plain;
    }

    private static String name(List<String> prefix, String key) {
        return halves(String.join(".", prefix) + (prefix.isEmpty() ? "" : ".") + (key == null ? "" : key));
    }

    private static String text(JsonParser parser, JsonToken token) throws IOException {
        return token == JsonToken.VALUE_NULL ? "" : parser.getText();
    }
}
