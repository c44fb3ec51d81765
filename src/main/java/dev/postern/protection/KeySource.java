package dev.postern.protection;

import java.util.List;
import java.util.Optional;

/**
 * Where keys come from: a file now ({@link KeyFile}), a key management service another time. What it gives does not change: whoever has new keys builds a new source, and what is protected with
 * it takes its place whole. For any thread; it never blocks.
 */
@FunctionalInterface
public interface KeySource {

    /** Those for one purpose, the newest first: it protects, all of them open. May be empty. */
    List<Key> keys(Key.Purpose purpose);

    default Optional<Key> newest(Key.Purpose purpose) {
        return keys(purpose).stream().findFirst();
    }

    default Optional<Key> key(Key.Purpose purpose, String id) {
        for (Key key : keys(purpose)) {
            if (key.id().equals(id)) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }
}
