package dev.postern.upstream;

import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Headers to be written, in order, perhaps more than once: a request that is tried again has the same. */
final class HeaderLines {

    private final List<CharSequence> namesAndValues = new ArrayList<>(48);

    static HeaderLines of(MultiMap headers) {
        HeaderLines lines = new HeaderLines();
        for (Map.Entry<String, String> header : headers) {
            lines.add(header.getKey(), header.getValue());
        }
        return lines;
    }

    void add(CharSequence name, CharSequence value) {
        namesAndValues.add(name);
        namesAndValues.add(value);
    }

    void writeTo(MultiMap headers) {
        for (int i = 0; i < namesAndValues.size(); i += 2) {
            headers.add(namesAndValues.get(i), namesAndValues.get(i + 1));
        }
    }
}
