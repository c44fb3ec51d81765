package dev.postern.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A Lua script that the server runs as one step.
 *
 * @param text as the server gets it once
 * @param sha  as the server knows it from then on
 */
record Script(String text, String sha) {

    /** Of the resources {@code redis/NAME.lua}. */
    static Script named(String name) {
        try (InputStream in = Script.class.getResourceAsStream("/redis/" + name + ".lua")) {
            return of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Script of(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return new Script(text, HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
