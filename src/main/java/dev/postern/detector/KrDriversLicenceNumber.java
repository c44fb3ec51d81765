package dev.postern.detector;

import dev.postern.detect.Category;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Numbers of Korean driving licences: twelve digits as 2-2-6-2, in one or with blanks or dashes: region (11 to 26 or 28), year, count, a check number whose rule is not published (Korean
 * National Police Agency).
 *
 * <p>Example: {@code 11-22-123456-12}.
 */
final class KrDriversLicenceNumber {

    static final Detector DETECTOR = Detector.of(InfoType.of("KR_DRIVER_LICENSE", Category.GOVERNMENT_ID, "Korean driving licence number", "KOREA_DRIVERS_LICENSE_NUMBER"))
            .shape("(?:1[1-9]|2[0-68])[- ]?\\d{2}[- ]?\\d{6}[- ]?\\d{2}\\b", 25)
            .shape("(?:1[1-9]|2[0-68])-\\d{2}-\\d{6}-\\d{2}\\b", 50)
            .words("운전면허", "운전면허번호", "면허번호", "driver license", "driver's license", "driving licence")
            .build();

    private KrDriversLicenceNumber() {}
}
