package dev.postern.detector;

import dev.postern.detect.Candidate;
import dev.postern.detect.Category;
import dev.postern.detect.Check;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;
import java.util.Set;

/**
 * Postcodes of the United Kingdom: area and district, then a digit and two letters, a space between them or none. Which letters stand where is Royal Mail's rule (BS 7666); an area that does not exist
 * makes it unlikely, and without a word beside it it is not likely at all.
 *
 * <p>Example: {@code EC1A 1BB}.
 */
final class UkPostcode {

    private static final int UNKNOWN_AREA = 10;
    private static final String INWARD = " ?\\d[ABD-HJLNP-UW-Z]{2}\\b";

    private static final Set<String> AREAS = Set.of(("AB AL B BA BB BD BF BH BL BN BR BS BT BX CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX"
            + " IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA"
            + " WC WD WF WN WR WS WV YO ZE GIR").split(" "));

    static final Detector DETECTOR = Detector.of(InfoType.of("UK_POSTCODE", Category.TIME_AND_PLACE, "UK postcode"))
            .shape("(?i)(?:[A-PR-UWYZ]\\d\\d?|[A-PR-UWYZ]\\d[ABCDEFGHJKPSTUW]|[A-PR-UWYZ][A-HK-Y]\\d\\d?|[A-PR-UWYZ][A-HK-Y]\\d[ABEHMNPRVWXY])" + INWARD, 30)
            .shape("(?i)GIR ?0AA\\b", 40)
            .check(UkPostcode::check)
            .words("postcode", "post code", "postal code", "address", "zip")
            .build();

    private UkPostcode() {}

    private static int check(Candidate candidate, int confidence) {
        String code = candidate.compact();
        int letters = 0;
        while (Surroundings.letter(code.charAt(letters))) {
            letters++;
        }
        return Surroundings.piece(candidate) ? Check.NO : AREAS.contains(code.substring(0, letters)) ? confidence : UNKNOWN_AREA;
    }
}
