package dev.postern.soak;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

/** Octets that both ends know without telling each other. */
final class Content {

    static final int MAX = 4 << 20;
    private static final byte[] BLOCK = new byte[MAX + (1 << 16)];

    static {
        new Random(42).nextBytes(BLOCK);
    }

    private Content() {}

    static byte[] of(int number, int size) {
        int from = Math.floorMod(number * 31, 1 << 16);
        return Arrays.copyOfRange(BLOCK, from, from + size);
    }

    /** What an upstream answers to a GET: for whom it was asked, and what. */
    static String said(String upstream, String user, String path) {
        return upstream + " to " + user + ": " + path + ' ' + "=".repeat(path.hashCode() & 0xff);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }
}
