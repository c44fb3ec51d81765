package dev.postern.detector;

import dev.postern.checksum.Luhn;
import dev.postern.detect.Category;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Social insurance numbers of Canada: nine digits, in one or as 3-3-3 with two blanks or two dashes. The first is neither 0 nor 8, the last a Luhn check digit (Employment and Social
 * Development Canada, "Social Insurance Number").
 *
 * <p>Example: {@code 130 692 544}.
 */
final class CaSocialInsuranceNumber {

    static final Detector DETECTOR = Detector.of(InfoType.of("CANADA_SOCIAL_INSURANCE_NUMBER", Category.GOVERNMENT_ID, "Canadian social insurance number", "CA_SIN"))
            .shape("[1-79]\\d{8}\\b", 25)
            .shape("[1-79]\\d{2}(?: \\d{3} \\d{3}|-\\d{3}-\\d{3})\\b", 50)
            .check(Rules.digits(Luhn::holds))
            .words("sin", "social insurance", "nas", "assurance sociale", "canada")
            .build();

    private CaSocialInsuranceNumber() {}
}
