package dev.postern.detector;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import dev.postern.detect.Candidate;
import dev.postern.detect.Category;
import dev.postern.detect.Check;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;
import java.util.ArrayList;
import java.util.List;

/**
 * Telephone numbers that exist in a national plan (libphonenumber has the plans): with + or 00 and a country's code, in the groups of North America, with a trunk 0 and groups, with a country's code and
 * dashes, or in one as ten or eleven digits. Numbers without a country's code are looked for in {@link #REGIONS}. Plans are dense, so digits in one are likely with a word beside them only.
 *
 * <p>Examples: {@code +49 30 1234567}, {@code (415) 555-0132}, {@code 09-7625400}.
 */
final class PhoneNumber {

    private static final List<String> REGIONS = List.of("US", "GB", "DE", "IL", "IN", "FR", "IT", "JP", "CN", "KR", "AU", "BR");
    private static final List<String> NORTH_AMERICA = List.of("US");
    private static final List<String> INTERNATIONAL = List.of("ZZ");

    private static final int PLUS = 75;
    private static final int ZEROS = 45;
    private static final int CODE_AND_DASHES = 40;
    private static final int GROUPED = 62;
    private static final int LOOSE = 46;
    private static final int TRUNK = 44;
    private static final int BARE = 25;
    private static final int FEWEST_DIGITS = 8;
    private static final int MOST_DIGITS = 15;

    static final Detector DETECTOR = detector();

    private PhoneNumber() {}

    /** One form for each count of digits behind a +: text goes on with other numbers, and the longest that exists is the one. */
    private static Detector detector() {
        Detector.Builder builder = Detector.of(InfoType.of("PHONE_NUMBER", Category.CONTACT, "telephone number"));
        for (int digits = FEWEST_DIGITS; digits <= MOST_DIGITS; digits++) {
            builder.shape("\\+[1-9][ .()-]{0,2}(?:\\d[ .()/-]{0,2}){" + (digits - 2) + "}\\d\\b", PLUS);
        }
        return builder
                .shape("\\(\\d{3}\\) ?\\d{3}[ .-]\\d{4}\\b", GROUPED)
                .shape("(?:1-)?\\d{3}-\\d{3}-\\d{4}\\b", GROUPED)
                .shape("1 ?\\(\\d{3}\\) ?\\d{3}[ -]\\d{4}\\b", GROUPED)
                .shape("(?:1[ .])?\\d{3}(?: \\d{3} |\\.\\d{3}\\.)\\d{4}\\b", LOOSE)
                .shape("0\\d{1,4}[ /-]\\d{2,8}(?:[ -]\\d{2,6}){0,4}\\b|\\(0\\d{1,4}\\) ?\\d{2,8}(?:[ -]\\d{2,6}){0,3}\\b", TRUNK)
                .shape("00[1-9](?:[ -]?\\d){8,13}\\b", ZEROS)
                .shape("[1-9]\\d{0,2}-\\d{2,4}-\\d{3,4}-\\d{3,4}\\b", CODE_AND_DASHES)
                .shape("\\d{10,11}\\b", BARE)
                .check(PhoneNumber::check)
                .words("phone", "telephone", "tel", "mobile", "cell", "cellphone", "call", "fax", "number", "contact", "telefon", "téléphone", "teléfono", "telefono", "handy", "whatsapp", "sms")
                .build();
    }

    private static int check(Candidate candidate, int confidence) {
        String text = candidate.text();
        int digits = candidate.digits().length();
        if (digits < FEWEST_DIGITS || digits > MOST_DIGITS || Surroundings.joined(candidate) || confidence != PLUS && (candidate.before() == '+' || Surroundings.digitsBeside(candidate))) {
            return Check.NO;
        }
        return switch (confidence) {
            case PLUS -> exists(text, INTERNATIONAL) ? confidence : Check.NO;
            case ZEROS -> exists('+' + text.substring(2), INTERNATIONAL) ? confidence : Check.NO;
            case CODE_AND_DASHES -> exists('+' + text, INTERNATIONAL) ? confidence : Check.NO;
            case GROUPED, LOOSE -> exists(text, NORTH_AMERICA) ? confidence : Check.NO;
            case TRUNK -> exists(text, REGIONS) ? confidence : Check.NO;
            default -> exists(text, regionsOf(text)) ? confidence : Check.NO;
        };
    }

    /** Where a number that begins so can be, so that most numbers cost nothing. */
    private static List<String> regionsOf(String digits) {
        List<String> regions = new ArrayList<>(3);
        char first = digits.charAt(0);
        boolean ten = digits.length() == 10;
        if (first >= '2' && ten || first == '1' && !ten) {
            regions.add("US");
        }
        if (first >= '6' && ten) {
            regions.add("IN");
        }
        if (first == '1' && !ten) {
            regions.add("CN");
        }
        if (!ten && first != '0' && digits.charAt(2) == '9') {
            regions.add("BR");
        }
        if (first == '0') {
            regions.addAll(List.of("GB", "DE", "IL", "FR", "IT", "JP"));
        }
        return regions;
    }

    private static boolean exists(String text, List<String> regions) {
        PhoneNumberUtil plans = PhoneNumberUtil.getInstance();
        for (String region : regions) {
            try {
                if (plans.isValidNumber(plans.parse(text, region))) {
                    return true;
                }
            } catch (NumberParseException noNumber) {
                continue;
            }
        }
        return false;
    }
}
