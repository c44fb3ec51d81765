package dev.postern.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.postern.fuzz.Text;
import java.io.IOException;
import java.util.Map;

/** JSON that passes means the same to a lenient reader, and written out and read again it is what it was. */
public final class StrictJsonFuzz {

    private static final ObjectMapper LENIENT = new ObjectMapper();

    private StrictJsonFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) throws JsonProcessingException {
        Map<String, Object> read;
        try {
            read = StrictJson.object(data);
        } catch (IOException refused) {
            return;
        }
        JsonNode tree = LENIENT.valueToTree(read);
        Text.same(LENIENT.readTree(Text.utf8(data)), tree, "read otherwise");
        Text.same(LENIENT.readTree(LENIENT.writeValueAsString(tree)), tree, "written otherwise");
        Text.holds(depth(read) <= 16, "deeper than 16");
    }

    private static int depth(Object value) {
        return switch (value) {
            case Map<?, ?> object -> 1 + object.values().stream().mapToInt(StrictJsonFuzz::depth).max().orElse(0);
            case java.util.List<?> array -> 1 + array.stream().mapToInt(StrictJsonFuzz::depth).max().orElse(0);
            case null, default -> 0;
        };
    }
}
