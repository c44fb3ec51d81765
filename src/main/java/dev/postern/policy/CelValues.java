package dev.postern.policy;

import dev.cel.common.values.NullValue;
import dev.postern.identity.Claims;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Claims as CEL knows values: whole numbers are 64 bits, other numbers double, null is a value. */
final class CelValues {

    private CelValues() {}

    static Map<String, Object> of(Claims claims) {
        return object(claims.asMap());
    }

    private static Map<String, Object> object(Map<String, ?> json) {
        Map<String, Object> out = new LinkedHashMap<>();
        json.forEach((name, value) -> out.put(name, value(value)));
        return out;
    }

    private static List<Object> array(Iterable<?> json) {
        List<Object> out = new ArrayList<>();
        json.forEach(element -> out.add(value(element)));
        return out;
    }

    @SuppressWarnings("unchecked")
    private static Object value(Object json) {
        return switch (json) {
            case null -> NullValue.NULL_VALUE;
            case Integer number -> number.longValue();
            case Long number -> number;
            case Number number -> number.doubleValue();
            case Boolean truth -> truth;
            case JsonObject object -> object(object.getMap());
            case JsonArray array -> array(array.getList());
            case Map<?, ?> object -> object((Map<String, ?>) object);
            case List<?> array -> array(array);
            default -> json.toString();
        };
    }
}
