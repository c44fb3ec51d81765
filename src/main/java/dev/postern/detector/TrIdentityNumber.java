package dev.postern.detector;

import dev.postern.checksum.Weighted;
import dev.postern.detect.Category;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Identity numbers of Turkey (T.C. kimlik numarası): eleven digits, the first not 0. The tenth is seven times the sum of the odd places less that of the even ones, the last the sum of all
 * others, both modulo ten (Nüfus ve Vatandaşlık İşleri Genel Müdürlüğü).
 *
 * <p>Example: {@code 10000000146}.
 */
final class TrIdentityNumber {

    static final Detector DETECTOR = Detector.of(InfoType.of("TURKEY_ID_NUMBER", Category.GOVERNMENT_ID, "Turkish identity number", "TR_NATIONAL_ID"))
            .shape("[1-9]\\d{10}\\b", 50)
            .check(Rules.digits(TrIdentityNumber::holds))
            .words("tckn", "kimlik", "tc kimlik", "kimlik no", "nüfus", "t.c.")
            .build();

    private TrIdentityNumber() {}

    private static boolean holds(String digits) {
        int tenth = Math.floorMod(Weighted.sum(digits, 7, -1, 7, -1, 7, -1, 7, -1, 7), 10);
        return tenth == digits.charAt(9) - '0' && Weighted.sum(digits, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1) % 10 == digits.charAt(10) - '0';
    }
}
