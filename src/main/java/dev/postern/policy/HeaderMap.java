package dev.postern.policy;

import dev.postern.exchange.Headers;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Headers as a map from name to all values, for conditions: asked by name in any case without copying, listed with names in lower case. */
final class HeaderMap extends AbstractMap<String, List<String>> {

    private final Headers headers;

    HeaderMap(Headers headers) {
        this.headers = headers;
    }

    @Override
    public boolean containsKey(Object name) {
        return name instanceof String text && headers.has(text);
    }

    /** As {@link Map#get}: null without such a header. */
    @Override
    public List<String> get(Object name) {
        return containsKey(name) ? headers.all((String) name) : null;
    }

    @Override
    public Set<Entry<String, List<String>>> entrySet() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        headers.forEach((name, value) -> all.computeIfAbsent(name.toLowerCase(Locale.ROOT), n -> new ArrayList<>(1)).add(value));
        return all.entrySet();
    }
}
