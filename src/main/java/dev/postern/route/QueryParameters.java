package dev.postern.route;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parameters of a query, decoded once the way upstreams decode them: {@code &} separates, the first {@code =} ends the name, {@code +} is a
 * space, percent-encodings are UTF-8 (application/x-www-form-urlencoded, WHATWG URL §5.1). A name may have several values, in order.
 *
 * <p>A parameter with a broken percent-encoding or with octets that are no UTF-8 is left out together with others of its name, and {@link #single} finds nothing where a name occurs
 * twice: what can be read in two ways matches nothing. Linear in the length of the query.
 */
public final class QueryParameters {

    private final Map<String, List<String>> values;

    private QueryParameters(Map<String, List<String>> values) {
        this.values = values;
    }

    public static QueryParameters parse(String query) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        Set<String> unreadable = new HashSet<>();
        int start = 0;
        while (start < query.length()) {
            int end = query.indexOf('&', start);
            end = end < 0 ? query.length() : end;
            if (end > start) {
                add(values, unreadable, query.substring(start, end));
            }
            start = end + 1;
        }
        values.keySet().removeAll(unreadable);
        return new QueryParameters(values);
    }

    private static void add(Map<String, List<String>> values, Set<String> unreadable, String parameter) {
        int equals = parameter.indexOf('=');
        Optional<String> name = decode(equals < 0 ? parameter : parameter.substring(0, equals));
        Optional<String> value = decode(equals < 0 ? "" : parameter.substring(equals + 1));
        if (name.isPresent() && value.isPresent()) {
            values.computeIfAbsent(name.get(), n -> new ArrayList<>(1)).add(value.get());
        } else {
            name.ifPresent(unreadable::add);
        }
    }

    /** The value of a parameter that occurs exactly once. */
    public Optional<String> single(String name) {
        List<String> all = values.getOrDefault(name, List.of());
        return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
    }

    /** Every parameter with its values. */
    public Map<String, List<String>> asMap() {
        return Collections.unmodifiableMap(values);
    }

    private static Optional<String> decode(String text) {
        if (text.indexOf('%') < 0 && isAscii(text)) {
            return Optional.of(text.replace('+', ' '));
        }
        ByteBuffer octets = ByteBuffer.allocate(text.length());
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            int octet = c == '%' ? octet(text, at) : c == '+' ? ' ' : c;
            if (octet < 0 || octet > 0xff) {
                return Optional.empty();
            }
            octets.put((byte) octet);
            at += c == '%' ? 2 : 0;
        }
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(octets.flip()).toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    private static int octet(String text, int at) {
        int high = at + 2 < text.length() ? Character.digit(text.charAt(at + 1), 16) : -1;
        int low = at + 2 < text.length() ? Character.digit(text.charAt(at + 2), 16) : -1;
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }
}
