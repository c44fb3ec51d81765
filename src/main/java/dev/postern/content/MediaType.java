package dev.postern.content;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a document says it is (RFC 9110 §8.3), read as far as it can be read.
 *
 * @param name       lower case, empty when nothing is said
 * @param parameters names in lower case; of two of one name the first
 * @param ambiguous  there were two of one name
 */
record MediaType(String name, Map<String, String> parameters, boolean ambiguous) {

    MediaType {
        parameters = Map.copyOf(parameters);
    }

    /** @throws UnreadableException when it names two character sets, since readers differ in which one they take, or has too many parameters */
    static MediaType of(String field) throws UnreadableException {
        int semicolon = field.indexOf(';');
        String name = (semicolon < 0 ? field : field.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
        List<HeaderParameter> all = semicolon < 0 ? List.of() : HeaderParameter.all(field, semicolon);
        Map<String, String> parameters = new HashMap<>();
        all.forEach(parameter -> parameters.putIfAbsent(parameter.name(), parameter.value()));
        if (all.stream().filter(parameter -> parameter.name().equals("charset")).map(parameter -> parameter.value().strip().toLowerCase(Locale.ROOT)).distinct().count() > 1) {
            throw new UnreadableException("two character sets");
        }
        return new MediaType(name, parameters, parameters.size() < all.size());
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }
}
