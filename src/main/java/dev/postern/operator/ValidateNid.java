package dev.postern.operator;

import java.util.Locale;

/**
 * {@code @validateNid COUNTRY REGEX}: something the regular expression finds is a national number: {@code cl}, a Chilean RUT, whose last character checks the others; {@code us}, a social security
 * number, see {@code @verifySSN}. An operator of Coraza, for rules written there.
 *
 * <p>Argument: the country, a blank, a regular expression that finds candidates.
 *
 * <p>Example: {@code SecRule ARGS "@validateNid cl \d{1,2}\.?\d{3}\.?\d{3}-[0-9kK]" "id:1,deny"}
 */
final class ValidateNid {

    private static final int LEAST = 8;
    private static final int MOST = 9;

    private ValidateNid() {}

    static Operator of(String argument, DataFiles files) throws InvalidOperatorException {
        int blank = argument.indexOf(' ');
        String country = blank < 0 ? argument : argument.substring(0, blank);
        String regex = blank < 0 ? "" : argument.substring(blank + 1);
        return switch (country.toLowerCase(Locale.ROOT)) {
            case "cl" -> Candidates.of(regex, ValidateNid::isChilean);
            case "us" -> Candidates.of(regex, VerifySsn::isRight);
            default -> throw new InvalidOperatorException("@validateNid knows no numbers of such a country", "cl or us, a blank, a regular expression");
        };
    }

    private static boolean isChilean(byte[] candidate) {
        StringBuilder kept = new StringBuilder();
        for (byte c : candidate) {
            if (c >= '0' && c <= '9' || c == 'k' || c == 'K') {
                kept.append((char) c);
            }
        }
        if (kept.length() < LEAST || kept.length() > MOST) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < kept.length() - 1; i++) {
            int digit = Character.digit(kept.charAt(kept.length() - 2 - i), 10);
            if (digit < 0) {
                return false;
            }
            sum += digit * (2 + i % 6);
        }
        int check = 11 - sum % 11;
        char expected = check == 11 ? '0' : check == 10 ? 'k' : (char) ('0' + check);
        return Character.toLowerCase(kept.charAt(kept.length() - 1)) == expected;
    }
}
