package dev.postern.detector;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Who issued a payment card, by its first digits and its length (ISO/IEC 7812; the ranges are those the schemes publish). The order decides where ranges overlap: the narrower first.
 */
public enum CardBrand {

    ELO("Elo", List.of(16), "401178", "401179", "438935", "451416", "457631-457632", "504175", "506699-506778", "509000-509999", "627780", "636297", "636368", "650031-650033", "650035-650051",
            "650405-650439", "650485-650538", "650541-650598", "650700-650718", "650720-650727", "650901-650920", "651652-651679", "655000-655019", "655021-655058"),
    VERVE("Verve", List.of(16, 18, 19), "506099-506198", "507865-507964", "650002-650027"),
    RUPAY("RuPay", List.of(16), "508500-508999", "606985-607984", "608001-608500", "652150-653149", "817200-820199"),
    DANKORT("Dankort", List.of(16), "5019"),
    HIPERCARD("Hipercard", List.of(16), "606282"),
    INSTAPAYMENT("InstaPayment", List.of(16), "637-639"),
    TROY("Troy", List.of(16), "9792"),
    AMERICAN_EXPRESS("American Express", List.of(15), "34", "37"),
    DINERS_CLUB("Diners Club", List.of(14, 15, 16, 17, 18, 19), "300-305", "3095", "36", "38-39"),
    JCB("JCB", List.of(16, 17, 18, 19), "3528-3589"),
    MIR("Mir", List.of(16, 17, 18, 19), "2200-2204"),
    MASTERCARD("Mastercard", List.of(16), "51-55", "2221-2720"),
    VISA("Visa", List.of(13, 16, 19), "4"),
    DISCOVER("Discover", List.of(16, 17, 18, 19), "6011", "622126-622925", "644-649", "65"),
    UNIONPAY("UnionPay", List.of(16, 17, 18, 19), "62", "8100-8171"),
    MAESTRO("Maestro", List.of(12, 13, 14, 15, 16, 17, 18, 19), "5018", "5020", "5038", "5612", "5893", "6304", "6390", "6703", "6706", "6709", "6759-6763", "6771"),
    UATP("UATP", List.of(15), "1");

    /** Of the shortest and the longest card number (ISO/IEC 7812-1). */
    public static final int FEWEST_DIGITS = 12;
    public static final int MOST_DIGITS = 19;

    private static final int PREFIX_DIGITS = 6;

    private final String title;
    private final List<Integer> lengths;
    private final List<Range> ranges;

    CardBrand(String title, List<Integer> lengths, String... prefixes) {
        this.title = title;
        this.lengths = lengths;
        this.ranges = Arrays.stream(prefixes).map(Range::of).toList();
    }

    /** @param digits ASCII digits alone; whether the check digit holds is {@link dev.postern.checksum.Luhn}'s to say */
    public static Optional<CardBrand> of(CharSequence digits) {
        if (digits.length() < FEWEST_DIGITS || digits.length() > MOST_DIGITS) {
            return Optional.empty();
        }
        int prefix = Integer.parseInt(digits, 0, PREFIX_DIGITS, 10);
        for (CardBrand brand : BRANDS) {
            if (brand.issues(prefix, digits.length())) {
                return Optional.of(brand);
            }
        }
        return Optional.empty();
    }

    /** As its owner writes it. */
    public String title() {
        return title;
    }

    private boolean issues(int prefix, int length) {
        if (lengths.contains(length)) {
            for (Range range : ranges) {
                if (prefix >= range.first && prefix <= range.last) {
                    return true;
                }
            }
        }
        return false;
    }

    private static final CardBrand[] BRANDS = values();

    /** Numbers of six digits, both ends included. */
    private record Range(int first, int last) {

        static Range of(String written) {
            int dash = written.indexOf('-');
            String first = dash < 0 ? written : written.substring(0, dash);
            String last = dash < 0 ? written : written.substring(dash + 1);
            int more = PREFIX_DIGITS - first.length();
            return new Range(Integer.parseInt(first + "0".repeat(more)), Integer.parseInt(last + "9".repeat(more)));
        }
    }
}
