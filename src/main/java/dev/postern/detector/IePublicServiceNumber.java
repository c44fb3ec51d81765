package dev.postern.detector;

import dev.postern.checksum.Weighted;
import dev.postern.detect.Category;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Personal public service numbers of Ireland: seven digits, a check letter, a further letter A to I, or W of former times, or none. Digits are weighted 8 down to 2, the further letter 9;
 * the remainder modulo 23 is the letter's place, W being 0 (Department of Social Protection).
 *
 * <p>Example: {@code 1234567FA}.
 */
final class IePublicServiceNumber {

    static final Detector DETECTOR = Detector.of(InfoType.of("IRELAND_PPSN", Category.GOVERNMENT_ID, "Irish public service number", "IE_PPS"))
            .shape("\\d{7}[A-W][A-IW]\\b", 60)
            .shape("\\d{7}[A-W]\\b", 40)
            .check(Rules.compact(IePublicServiceNumber::holds))
            .words("pps", "ppsn", "pps number", "personal public service")
            .build();

    private IePublicServiceNumber() {}

    private static boolean holds(String text) {
        int further = text.length() < 9 || text.charAt(8) == 'W' ? 0 : text.charAt(8) - 'A' + 1;
        return "WABCDEFGHIJKLMNOPQRSTUV".charAt((Weighted.sum(text, 8, 7, 6, 5, 4, 3, 2) + further * 9) % 23) == text.charAt(7);
    }
}
