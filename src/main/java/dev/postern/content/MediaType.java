package dev.postern.content;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a document says it is (RFC 9110 §8.3), read as far as it can be read.
 *
 * @param name       lower case, empty when nothing is said
 * @param parameters names in lower case; of two of one name the first
 */
record MediaType(String name, Map<String, String> parameters) {

    private static final int MOST_PARAMETERS = 16;

    MediaType {
        parameters = Map.copyOf(parameters);
    }

    static MediaType of(String field) {
        int semicolon = field.indexOf(';');
        String name = (semicolon < 0 ? field : field.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
        return new MediaType(name, semicolon < 0 ? Map.of() : parameters(field, semicolon));
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** From the semicolon at this index on. */
    static Map<String, String> parameters(String field, int semicolon) {
        Map<String, String> found = new LinkedHashMap<>();
        int at = semicolon;
        while (at >= 0 && at < field.length() && found.size() < MOST_PARAMETERS) {
            int equals = field.indexOf('=', at + 1);
            int next = field.indexOf(';', at + 1);
            if (equals < 0 || next >= 0 && next < equals) {
                at = next;
                continue;
            }
            String name = field.substring(at + 1, equals).strip().toLowerCase(Locale.ROOT);
            StringBuilder value = new StringBuilder();
            at = value(field, equals + 1, value);
            found.putIfAbsent(name, value.toString());
        }
        return found;
    }

    /** @return index of the semicolon behind it, or beyond the end */
    private static int value(String field, int from, StringBuilder into) {
        int at = from;
        while (at < field.length() && (field.charAt(at) == ' ' || field.charAt(at) == '\t')) {
            at++;
        }
        if (at == field.length() || field.charAt(at) != '"') {
            int end = field.indexOf(';', at);
            end = end < 0 ? field.length() : end;
            into.append(field.substring(at, end).strip());
            return end;
        }
        at++;
        while (at < field.length() && field.charAt(at) != '"') {
            at += field.charAt(at) == '\\' && at + 1 < field.length() ? 1 : 0;
            into.append(field.charAt(at));
            at++;
        }
        int end = field.indexOf(';', at);
        return end < 0 ? field.length() : end;
    }
}
