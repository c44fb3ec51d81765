package dev.postern.operator;

import java.util.Optional;

/** Addresses as inet_pton reads them, and nothing looser: four decimal numbers, or IPv6 (RFC 4291 §2.2), whose last four octets may be such numbers. */
final class IpText {

    private static final int MAX = 45;
    private static final int GROUPS = 8;

    /** Where groups stand; at the end the last two may be four decimal numbers. */
    private enum Place { BEGINNING, END }

    private IpText() {}

    /** Four or sixteen octets; empty when it is no address. */
    static Optional<byte[]> read(String text) {
        if (text.isEmpty() || text.length() > MAX) {
            return Optional.empty();
        }
        return text.indexOf(':') < 0 ? four(text) : sixteen(text);
    }

    private static Optional<byte[]> four(String text) {
        String[] parts = text.split("\\.", -1);
        byte[] octets = new byte[4];
        if (parts.length != 4) {
            return Optional.empty();
        }
        for (int i = 0; i < 4; i++) {
            if (!areDigits(parts[i], 10, 3) || Integer.parseInt(parts[i]) > 255 || parts[i].length() > 1 && parts[i].startsWith("0")) {
                return Optional.empty();
            }
            octets[i] = (byte) Integer.parseInt(parts[i]);
        }
        return Optional.of(octets);
    }

    /** One or more, of ASCII. */
    private static boolean areDigits(String text, int radix, int most) {
        return !text.isEmpty() && text.length() <= most && text.chars().allMatch(c -> c < 0x80 && Character.digit(c, radix) >= 0);
    }

    private static Optional<byte[]> sixteen(String text) {
        int gap = text.indexOf("::");
        Optional<int[]> head = groups(gap < 0 ? text : text.substring(0, gap), gap < 0 ? Place.END : Place.BEGINNING);
        Optional<int[]> tail = gap < 0 ? Optional.of(new int[0]) : groups(text.substring(gap + 2), Place.END);
        if (head.isEmpty() || tail.isEmpty()) {
            return Optional.empty();
        }
        int given = head.get().length + tail.get().length;
        if (gap < 0 ? given != GROUPS : given >= GROUPS) {
            return Optional.empty();
        }
        byte[] octets = new byte[2 * GROUPS];
        put(head.get(), octets, 0);
        put(tail.get(), octets, GROUPS - tail.get().length);
        return Optional.of(octets);
    }

    private static Optional<int[]> groups(String text, Place place) {
        if (text.isEmpty()) {
            return Optional.of(new int[0]);
        }
        String[] parts = text.split(":", -1);
        Optional<byte[]> dotted = place == Place.END && parts[parts.length - 1].indexOf('.') >= 0 ? four(parts[parts.length - 1]) : Optional.empty();
        int plain = parts.length - (dotted.isPresent() ? 1 : 0);
        int[] groups = new int[plain + (dotted.isPresent() ? 2 : 0)];
        for (int i = 0; i < plain; i++) {
            if (!areDigits(parts[i], 16, 4)) {
                return Optional.empty();
            }
            groups[i] = Integer.parseInt(parts[i], 16);
        }
        dotted.ifPresent(octets -> {
            groups[plain] = (octets[0] & 0xff) << 8 | octets[1] & 0xff;
            groups[plain + 1] = (octets[2] & 0xff) << 8 | octets[3] & 0xff;
        });
        return Optional.of(groups);
    }

    private static void put(int[] groups, byte[] octets, int from) {
        for (int i = 0; i < groups.length; i++) {
            octets[2 * (from + i)] = (byte) (groups[i] >> 8);
            octets[2 * (from + i) + 1] = (byte) groups[i];
        }
    }
}
