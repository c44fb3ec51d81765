package dev.postern.identity;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What an issuer says about a user: a JSON object, read-only. */
public final class Claims {

    private static final Claims NONE = new Claims(new JsonObject());

    private final JsonObject json;

    public Claims(JsonObject json) {
        this.json = json.copy();
    }

    public static Claims none() {
        return NONE;
    }

    /**
     * The texts of a claim: one for a string, number or boolean, each element for an array, none when it is missing or an object.
     *
     * @param path the claim's name; where no claim has the whole name, dots descend into objects ({@code realm_access.roles})
     */
    public List<String> strings(String path) {
        return texts(json.containsKey(path) ? json.getValue(path) : descend(path)).toList();
    }

    /** The time that a claim names in seconds, such as {@code exp} (RFC 7519 §2, NumericDate). */
    public Optional<Instant> time(String name) {
        return json.getValue(name) instanceof Number seconds ? Optional.of(Instant.ofEpochSecond(seconds.longValue())) : Optional.empty();
    }

    private Object descend(String path) {
        Object at = json;
        for (String step : path.split("\\.")) {
            if (!(at instanceof JsonObject object)) {
                return null;
            }
            at = object.getValue(step);
        }
        return at;
    }

    private static Stream<String> texts(Object value) {
        return switch (value) {
            case null -> Stream.empty();
            case JsonArray array -> array.stream().flatMap(Claims::texts);
            case JsonObject object -> Stream.empty();
            default -> Stream.of(value.toString());
        };
    }

    /** For conditions written in CEL. */
    public Map<String, Object> asMap() {
        return json.copy().getMap();
    }

    public JsonObject asJson() {
        return json.copy();
    }

    @Override
    public String toString() {
        return "claims" + json.fieldNames();
    }
}
