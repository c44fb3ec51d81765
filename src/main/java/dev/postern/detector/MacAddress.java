package dev.postern.detector;

import dev.postern.detect.Candidate;
import dev.postern.detect.Category;
import dev.postern.detect.Check;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Hardware addresses of network interfaces (EUI-48): six pairs of hexadecimal digits with colons or with dashes, or three groups of four with dots. The address of everybody and that of nobody, all
 * digits alike, are none; nor is a part of a longer run, such as a key's fingerprint.
 *
 * <p>Example: {@code 00:1b:63:84:45:e6}.
 */
final class MacAddress {

    private static final int DECIMAL = 25;

    static final Detector DETECTOR = Detector.of(InfoType.of("MAC_ADDRESS", Category.NETWORK, "hardware address", "MAC"))
            .shape("[0-9A-Fa-f]{2}(?:(?::[0-9A-Fa-f]{2}){5}|(?:-[0-9A-Fa-f]{2}){5})\\b", 65)
            .shape("[0-9A-Fa-f]{4}\\.[0-9A-Fa-f]{4}\\.[0-9A-Fa-f]{4}\\b", 60)
            .check(MacAddress::check)
            .words("mac", "hardware", "physical", "ethernet", "bssid", "wlan")
            .build();

    private MacAddress() {}

    private static int check(Candidate candidate, int confidence) {
        String digits = candidate.compact();
        if (digits.equals(digits.substring(0, 1).repeat(12)) || goesOn(candidate.before(), candidate.before(2)) || goesOn(candidate.after(), candidate.after(2))) {
            return Check.NO;
        }
        return digits.chars().allMatch(Surroundings::digit) && candidate.at(2) != ':' ? DECIMAL : confidence;
    }

    private static boolean goesOn(int mark, int beyond) {
        return (mark == ':' || mark == '-' || mark == '.') && Surroundings.hex(beyond);
    }
}
