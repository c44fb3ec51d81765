package dev.postern.conformance;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Octets on one line: visible ASCII as it is, the rest as {@code \xHH}; long ones by their beginning and a checksum. */
final class Shown {

    private static final int MOST = 120;

    private Shown() {}

    static String of(byte[] octets) {
        StringBuilder line = new StringBuilder("\"");
        for (int at = 0; at < Math.min(octets.length, MOST); at++) {
            int c = octets[at] & 0xff;
            line.append(c == '\\' || c == '"' ? "\\" + (char) c : c >= 0x20 && c < 0x7f ? String.valueOf((char) c) : String.format("\\x%02x", c));
        }
        if (octets.length > MOST) {
            CRC32 sum = new CRC32();
            sum.update(octets);
            line.append("… ").append(octets.length).append(" octets, ").append(Long.toHexString(sum.getValue()));
        }
        return line.append('"').toString();
    }

    static String of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }
}
