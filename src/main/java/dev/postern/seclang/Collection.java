package dev.postern.seclang;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Collections that rules may write. All but {@link #TX} outlive a transaction, and are opened by {@code initcol} and its kin first. */
public enum Collection {
    TX, IP, GLOBAL, RESOURCE, SESSION, USER;

    static Optional<Collection> named(String name) {
        return Arrays.stream(values()).filter(collection -> collection.name().equalsIgnoreCase(name)).findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(collection -> collection.name().toLowerCase(Locale.ROOT)).toList();
    }
}
