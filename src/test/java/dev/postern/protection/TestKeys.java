package dev.postern.protection;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;

/** Keys for tests, each made of its name. */
final class TestKeys {

    private TestKeys() {}

    static Key key(String id, Key.Purpose purpose) {
        try {
            return new Key(id, purpose, MessageDigest.getInstance("SHA-256").digest((id + purpose).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Of every purpose, the newest first. */
    static KeySource source(String... ids) {
        return purpose -> Arrays.stream(ids).map(id -> key(id, purpose)).toList();
    }

    static KeySource none() {
        return purpose -> List.of();
    }
}
