package dev.postern.detector;

import dev.postern.detect.Category;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Tax numbers of Germany (Steuernummer): thirteen digits that begin with the state's 01 to 16, or as each state writes them, with slashes, 2 or 3, 3 or 4, 4 or 5 digits. How the check
 * digit is reckoned differs between states and is not looked at: a word beside it is needed (ELSTER, "Prüfung der Steuernummer").
 *
 * <p>Example: {@code 123/456/78901}.
 */
final class DeTaxNumber {

    static final Detector DETECTOR = Detector.of(InfoType.of("DE_TAX_NUMBER", Category.GOVERNMENT_ID, "German tax number"))
            .shape("(?:0[1-9]|1[0-6])\\d{11}\\b", 25)
            .shape("\\d{3}/\\d{3}/\\d{5}\\b", 40)
            .shape("\\d{2,3}/\\d{3,4}/\\d{4,5}\\b", 30)
            .words("steuernummer", "steuer-nr", "st-nr", "st.-nr", "stnr", "finanzamt", "steuerbescheid")
            .build();

    private DeTaxNumber() {}
}
