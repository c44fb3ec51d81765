package dev.postern.exchange;

import java.util.ArrayList;
import java.util.List;

/**
 * One cookie of a request. Semicolons and nothing else end one, and nothing but blanks is taken off a name: a reader that passes over more, such as a comma, sees a {@code __Host-} name where the
 * browser saw another one, and let a neighbouring host set it (RFC 6265bis §4.1.3).
 */
public record CookiePair(String name, String value) {

    /** Those of all {@code Cookie} fields, which count as one: HTTP/2 may split them (RFC 9113 §8.2.3). In order; what has no sign of equality is none. */
    public static List<CookiePair> in(List<String> fields) {
        List<CookiePair> pairs = new ArrayList<>();
        for (String field : fields) {
            for (String pair : field.split(";", -1)) {
                int equals = pair.indexOf('=');
                if (equals >= 0) {
                    pairs.add(new CookiePair(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip()));
                }
            }
        }
        return pairs;
    }
}
