package dev.postern.injection;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What libinjection knows of SQL: what each octet begins, the words and their types, the fingerprints of attacks. Loaded once from {@code injection/sql.txt}; immutable;
 * a lookup makes no object.
 */
final class SqlData {

    static final SqlData LOADED = new SqlData(text());

    /** Powers of two, at least twice as large as what they hold. */
    private static final int WORD_SLOTS = 4096;
    private static final int FINGERPRINT_SLOTS = 32768;

    private final byte[] characters;
    private final byte[][] words = new byte[WORD_SLOTS][];
    private final byte[] types = new byte[WORD_SLOTS];
    private final long[] fingerprints = new long[FINGERPRINT_SLOTS];

    private SqlData(String text) {
        byte[] read = new byte[0];
        for (String line : text.split("\n")) {
            String[] fields = line.split("\t");
            switch (fields[0].split(" ")[0]) {
                case "characters" -> read = octets(fields[1]);
                case "word" -> Arrays.stream(fields, 1, fields.length).forEach(word -> add(octets(word), (byte) fields[0].charAt(5)));
                case "fingerprints" -> Arrays.stream(fields, 1, fields.length).forEach(fingerprint -> add(packed(fingerprint)));
                default -> { }
            }
        }
        characters = read;
    }

    private static String text() {
        try (InputStream in = SqlData.class.getResourceAsStream("/injection/sql.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static byte[] octets(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }

    private void add(byte[] word, byte type) {
        int slot = slot(word, 0, word.length);
        words[slot] = word;
        types[slot] = type;
    }

    private void add(long fingerprint) {
        fingerprints[slot(fingerprint)] = fingerprint;
    }

    private static long packed(String fingerprint) {
        long packed = 0;
        for (int i = 0; i < fingerprint.length(); i++) {
            packed = packed << 8 | SqlToken.upper((byte) fingerprint.charAt(i));
        }
        return packed;
    }

    /** What reads the token that this octet begins: a letter, see {@link SqlTokenizer}. */
    byte begins(byte octet) {
        return characters[octet & 0xff];
    }

    /** The type of a word, in any case; {@link SqlToken#NONE} when it is none. */
    byte word(byte[] in, int from, int length) {
        return length > SqlToken.MOST ? SqlToken.NONE : types[slot(in, from, length)];
    }

    /** Whether the types of these tokens, in any case, are the fingerprint of an attack. */
    boolean isFingerprint(SqlToken[] tokens, int count) {
        long packed = 0;
        for (int i = 0; i < count; i++) {
            packed = packed << 8 | SqlToken.upper(tokens[i].type);
        }
        return count > 0 && fingerprints[slot(packed)] == packed;
    }

    /** Where the word is, or the free slot where it would be. */
    private int slot(byte[] in, int from, int length) {
        int hash = 0x811c9dc5;
        for (int i = from; i < from + length; i++) {
            hash = (hash ^ SqlToken.upper(in[i])) * 0x01000193;
        }
        int slot = (hash ^ hash >>> 15) & WORD_SLOTS - 1;
        while (words[slot] != null && !same(words[slot], in, from, length)) {
            slot = slot + 1 & WORD_SLOTS - 1;
        }
        return slot;
    }

    private static boolean same(byte[] word, byte[] in, int from, int length) {
        if (word.length != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (word[i] != SqlToken.upper(in[from + i])) {
                return false;
            }
        }
        return true;
    }

    private int slot(long fingerprint) {
        int slot = (int) (fingerprint * 0x9e3779b97f4a7c15L >>> 49);
        while (fingerprints[slot] != 0 && fingerprints[slot] != fingerprint) {
            slot = slot + 1 & FINGERPRINT_SLOTS - 1;
        }
        return slot;
    }
}
