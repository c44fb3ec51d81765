package dev.postern.content;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.postern.fuzz.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** JSON however it is cut; what Jackson takes for JSON is not malformed, and what is replaced leaves its structure as it was. */
public final class JsonViewFuzz {

    private static final JsonFactory JACKSON = JsonFactory.builder().streamReadConstraints(StreamReadConstraints.builder().maxNumberLength(Integer.MAX_VALUE).build()).build();

    private JsonViewFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        byte[] out = Promises.hold("application/json", data);
        byte[] body = data.length < 2 ? data : Arrays.copyOfRange(data, 2, data.length);
        Optional<List<String>> before = structure(body);
        if (before.isPresent()) {
            Text.same(false, Fed.whole("application/json", body, Digits.none()).malformed(), "called malformed");
            Text.same(before, structure(out), "another structure");
        }
    }

    /** Kinds of tokens, numbers and strings not told apart; of one document in UTF-8. */
    private static Optional<List<String>> structure(byte[] body) {
        List<String> tokens = new ArrayList<>();
        int depth = 0;
        int documents = 0;
        String text = new String(body, StandardCharsets.UTF_8);
        if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), body) || text.indexOf(0) >= 0 || text.startsWith("\ufeff")) {
            return Optional.empty();
        }
        try (JsonParser parser = JACKSON.createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                documents += depth == 0 ? 1 : 0;
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                tokens.add(token.isScalarValue() ? "value" : token.name());
                parser.getText();
            }
        } catch (IOException broken) {
            return Optional.empty();
        }
        return documents == 1 ? Optional.of(tokens) : Optional.empty();
    }
}
