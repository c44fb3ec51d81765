package dev.postern.checksum;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/** Octets in Base58 whose last four are the beginning of a double SHA-256 of the others (Bitcoin's addresses): one in four thousand million random ones holds. */
public final class Base58Check {

    /** Longer text is none: the time is quadratic in it. */
    public static final int MOST_CHARACTERS = 64;

    private static final String ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final int CHECK_OCTETS = 4;

    private Base58Check() {}

    /** The octets without the check, the version first; nothing when it does not hold. */
    public static Optional<byte[]> decode(String text) {
        if (text.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        byte[] wide = new byte[MOST_CHARACTERS];
        int used = 0;
        for (int i = 0; i < text.length(); i++) {
            int carry = ALPHABET.indexOf(text.charAt(i));
            if (carry < 0) {
                return Optional.empty();
            }
            used = timesPlus(wide, used, carry);
        }
        int zeros = 0;
        while (zeros < text.length() && text.charAt(zeros) == ALPHABET.charAt(0)) {
            zeros++;
        }
        byte[] octets = new byte[zeros + used];
        for (int i = 0; i < used; i++) {
            octets[octets.length - 1 - i] = wide[i];
        }
        return octets.length > CHECK_OCTETS && holds(octets) ? Optional.of(Arrays.copyOf(octets, octets.length - CHECK_OCTETS)) : Optional.empty();
    }

    /** The number, its lowest octet first, times 58 and plus this; how many octets it has now. */
    private static int timesPlus(byte[] number, int used, int plus) {
        int carry = plus;
        int at = 0;
        for (; at < used || carry > 0; at++) {
            carry += (number[at] & 0xff) * 58;
            number[at] = (byte) carry;
            carry >>>= 8;
        }
        return at;
    }

    private static boolean holds(byte[] octets) {
        MessageDigest sha = sha256();
        sha.update(octets, 0, octets.length - CHECK_OCTETS);
        byte[] hash = sha.digest(sha.digest());
        return Arrays.equals(hash, 0, CHECK_OCTETS, octets, octets.length - CHECK_OCTETS, octets.length);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
