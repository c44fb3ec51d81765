package dev.postern.detector;

import dev.postern.checksum.Verhoeff;
import dev.postern.detect.Category;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Aadhaar numbers of India: twelve digits, in one or as 4-4-4 with blanks, dashes or colons. The first is neither 0 nor 1, the last a check digit by Verhoeff's scheme, and none reads the
 * same from behind (Unique Identification Authority of India).
 *
 * <p>Example: {@code 3998 7654 3211}.
 */
final class InAadhaarNumber {

    static final Detector DETECTOR = Detector.of(InfoType.of("INDIA_AADHAAR_INDIVIDUAL", Category.GOVERNMENT_ID, "Indian Aadhaar number", "IN_AADHAAR"))
            .shape("[2-9]\\d{11}\\b", 25)
            .shape("[2-9]\\d{3} \\d{4} \\d{4}\\b", 50)
            .shape("[2-9]\\d{3}[- :]\\d{4}[- :]\\d{4}\\b", 30)
            .check(Rules.digits(InAadhaarNumber::holds))
            .words("aadhaar", "aadhar", "uidai")
            .build();

    private InAadhaarNumber() {}

    private static boolean holds(String digits) {
        return Verhoeff.holds(digits) && !new StringBuilder(digits).reverse().toString().equals(digits);
    }
}
