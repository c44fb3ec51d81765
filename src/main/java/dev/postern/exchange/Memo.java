package dev.postern.exchange;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Remembers what was worked out for keys that come again and again, as header names and hosts do. When it is full it takes nothing in any more: what is in it stays fast, and whoever
 * makes up keys pays for them alone. Any thread.
 */
public final class Memo<V> {

    private static final int MAX_KEYS = 1024;
    private static final int MAX_KEY_CHARS = 128;

    private final Map<String, V> known = new ConcurrentHashMap<>();
    private final Function<String, V> work;

    /** @param work pure; what it throws is not remembered */
    public Memo(Function<String, V> work) {
        this.work = work;
    }

    public V of(String key) {
        V value = known.get(key);
        if (value == null) {
            value = work.apply(key);
            if (known.size() < MAX_KEYS && key.length() <= MAX_KEY_CHARS) {
                known.put(key, value);
            }
        }
        return value;
    }
}
