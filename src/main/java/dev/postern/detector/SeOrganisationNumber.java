package dev.postern.detector;

import dev.postern.checksum.Luhn;
import dev.postern.detect.Category;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Numbers of organisations in Sweden (organisationsnummer): ten digits, a dash behind the sixth or not, the third at least 2, so that it is no month of birth, the last a Luhn check digit
 * (Lag 1974:174 om identitetsbeteckning för juridiska personer).
 *
 * <p>Example: {@code 556036-0793}.
 */
final class SeOrganisationNumber {

    static final Detector DETECTOR = Detector.of(InfoType.of("SE_ORGANISATIONSNUMMER", Category.GOVERNMENT_ID, "Swedish organisation number"))
            .shape("\\d{2}[2-9]\\d{7}\\b", 25)
            .shape("\\d{2}[2-9]\\d{3}-\\d{4}\\b", 50)
            .check(Rules.digits(Luhn::holds))
            .words("organisationsnummer", "orgnr", "org nr", "org.nr", "företagsnummer")
            .build();

    private SeOrganisationNumber() {}
}
