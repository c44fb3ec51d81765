package dev.postern.detector;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import dev.postern.detect.Candidate;
import dev.postern.detect.Category;
import dev.postern.detect.Check;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;
import java.util.List;

/**
 * Telephone numbers that exist in a national plan (libphonenumber has the plans): with + or 00 and a country's code, in the groups of North America, with a trunk 0 and groups, with a country's code and
 * dashes; and ten or eleven digits in one that may be such a number. Numbers without a country's code are looked for in {@link #REGIONS}. Plans are dense, so digits in one are likely with a word beside them only.
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
                .shape("\\([2-9]\\d{2}\\) ?\\d{3}[ .-]\\d{4}\\b", GROUPED)
                .shape("(?:1-)?[2-9]\\d{2}-\\d{3}-\\d{4}\\b", GROUPED)
                .shape("1 ?\\([2-9]\\d{2}\\) ?\\d{3}[ -]\\d{4}\\b", GROUPED)
                .shape("(?:1[ .])?[2-9]\\d{2}(?: \\d{3} |\\.\\d{3}\\.)\\d{4}\\b", LOOSE)
                .shape("0\\d{1,4}[ /-]\\d{2,8}(?:[ -]\\d{2,6}){0,4}\\b|\\(0\\d{1,4}\\) ?\\d{2,8}(?:[ -]\\d{2,6}){0,3}\\b", TRUNK)
                .shape("00[1-9](?:[ -]?\\d){8,13}\\b", ZEROS)
                .shape("[1-9]\\d{0,2}-\\d{2,4}-\\d{3,4}-\\d{3,4}\\b", CODE_AND_DASHES)
                .shape("\\d{10,11}\\b", BARE)
                .check(PhoneNumber::check)
                .words("phone", "telephone", "phone number", "tel", "mobile", "cell", "cellphone", "call me", "fax", "telefon", "téléphone", "teléfono", "telefono", "whatsapp", "sms")
                .build();
    }

    private static int check(Candidate candidate, int confidence) {
        String text = candidate.text();
        int digits = candidate.digits().length();
        if (digits < FEWEST_DIGITS || digits > MOST_DIGITS || Surroundings.piece(candidate) || confidence != PLUS && (candidate.before() == '+' || Surroundings.digitsBeside(candidate))) {
            return Check.NO;
        }
        return switch (confidence) {
            case PLUS -> exists(text, INTERNATIONAL) ? confidence : Check.NO;
            case ZEROS -> exists('+' + text.substring(2), INTERNATIONAL) ? confidence : Check.NO;
            case CODE_AND_DASHES -> exists('+' + text, INTERNATIONAL) ? confidence : Check.NO;
            case GROUPED, LOOSE -> exists(text, NORTH_AMERICA) ? confidence : Check.NO;
            case TRUNK -> exists(text, REGIONS) ? confidence : Check.NO;
            default -> plausible(text) ? confidence : Check.NO;
        };
    }

    /**
     * Whether digits alone may be a number of North America, India, China's or Brazil's mobile ones, or one with a trunk 0. Logs are full of such digits: the plans are not asked, and without a word
     * beside them they are not likely.
     */
    private static boolean plausible(String digits) {
        char first = digits.charAt(0);
        char second = digits.charAt(1);
        if (digits.length() == 10) {
            return northAmerican(digits, 0) || first >= '6' || first == '0' && second != '0';
        }
        boolean chinese = first == '1' && second >= '3';
        boolean brazilian = first != '0' && second != '0' && digits.charAt(2) == '9';
        return chinese || brazilian || first == '1' && northAmerican(digits, 1) || first == '0' && second != '0';
    }

    /** Area and exchange begin with 2 to 9, and neither is a service such as 911. */
    private static boolean northAmerican(String digits, int at) {
        return digits.charAt(at) >= '2' && digits.charAt(at + 1) != '9' && !digits.startsWith("11", at + 1) && digits.charAt(at + 3) >= '2' && !digits.startsWith("11", at + 4);
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
