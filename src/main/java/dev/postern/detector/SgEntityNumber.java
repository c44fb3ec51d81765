package dev.postern.detector;

import dev.postern.checksum.Weighted;
import dev.postern.detect.Candidate;
import dev.postern.detect.Category;
import dev.postern.detect.Check;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;
import java.util.Set;

/**
 * Entity numbers of Singapore (UEN): of businesses eight digits and a letter; of local companies the year, five digits and a letter; of others R, S or T for the century, the year, two
 * letters for the kind, four digits and a letter. The letter follows from a sum modulo eleven (Accounting and Corporate Regulatory Authority, "UEN").
 *
 * <p>Example: {@code T16RF0037C}.
 */
final class SgEntityNumber {

    private static final String BUSINESS = "XMKECAWLJDB";
    private static final String COMPANY = "ZKCMDNERGWH";
    private static final String OTHER = "ABCDEFGHJKLMNPQRSTUVWX0123456789";
    private static final int[] OTHER_WEIGHTS = {4, 3, 5, 3, 10, 2, 2, 5, 7};
    private static final Set<String> KINDS = Set.of("CC", "CD", "CH", "CL", "CM", "CP", "CS", "CX", "DP", "FB", "FC", "FM", "FN", "GA", "GB", "GS", "HC", "HS", "LL", "LP", "MB", "MC", "MD", "MH", "MM",
            "MQ", "NB", "NR", "PA", "PB", "PF", "RF", "RP", "SM", "SS", "TC", "TU", "VH", "XL");

    static final Detector DETECTOR = Detector.of(InfoType.of("SG_UEN", Category.GOVERNMENT_ID, "Singapore entity number"))
            .shape("\\d{8}[A-Z]\\b", 40)
            .shape("(?:1[89]|20)\\d{7}[A-Z]\\b", 45)
            .shape("[RST]\\d{2}[A-Z]{2}\\d{4}[A-Z]\\b", 75)
            .check(SgEntityNumber::check)
            .words("uen", "unique entity", "acra", "business registration")
            .build();

    private SgEntityNumber() {}

    private static int check(Candidate candidate, int confidence) {
        String text = candidate.text();
        char letter = text.charAt(text.length() - 1);
        boolean holds;
        if (text.charAt(0) >= 'A') {
            holds = KINDS.contains(text.substring(3, 5)) && OTHER.charAt(Math.floorMod(otherSum(text) - 5, 11)) == letter;
        } else if (text.length() == 9) {
            holds = BUSINESS.charAt(Weighted.sum(text, 10, 4, 9, 3, 8, 2, 7, 1) % 11) == letter;
        } else {
            holds = COMPANY.charAt(Weighted.sum(text, 10, 8, 6, 4, 9, 7, 5, 3, 1) % 11) == letter;
        }
        return holds ? Rules.asWritten(candidate, confidence) : Check.NO;
    }

    private static int otherSum(String text) {
        int sum = 0;
        for (int i = 0; i < OTHER_WEIGHTS.length; i++) {
            sum += OTHER.indexOf(text.charAt(i)) * OTHER_WEIGHTS[i];
        }
        return sum;
    }
}
