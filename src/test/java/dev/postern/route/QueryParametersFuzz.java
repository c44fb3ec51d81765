package dev.postern.route;

import dev.postern.fuzz.Text;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** A parameter that a rule may rest on has the value that the JDK's decoder reads. */
public final class QueryParametersFuzz {

    private QueryParametersFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        String query = Text.latin(data);
        Map<String, Integer> counted = new TreeMap<>();
        Map<String, String> read = new TreeMap<>();
        for (String parameter : query.split("&")) {
            int equals = parameter.indexOf('=');
            if (parameter.isEmpty()) {
                continue;
            }
            try {
                String name = decoded(equals < 0 ? parameter : parameter.substring(0, equals));
                read.put(name, decoded(equals < 0 ? "" : parameter.substring(equals + 1)));
                counted.merge(name, 1, Integer::sum);
            } catch (IllegalArgumentException broken) {
                continue;
            }
        }
        QueryParameters ours = QueryParameters.parse(query);
        for (String name : ours.asMap().keySet()) {
            ours.single(name).ifPresent(value -> {
                if (value.indexOf('\ufffd') < 0 && query.chars().allMatch(c -> c < 0x80)) {
                    Text.same(1, counted.getOrDefault(name, 1), "several of " + name);
                    Text.same(read.getOrDefault(name, value), value, "value of " + name);
                }
            });
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
