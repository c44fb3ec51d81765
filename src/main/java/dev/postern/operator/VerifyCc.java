package dev.postern.operator;

/**
 * {@code @verifyCC REGEX}: something the regular expression finds is a number with a right check digit, as payment cards have (Luhn, ISO/IEC 7812-1). With {@code capture}, {@code TX:0} is what it
 * found.
 *
 * <p>Argument: a regular expression that finds candidates; what is no digit in them does not count.
 *
 * <p>Example: {@code SecRule ARGS "@verifyCC \d{13,16}" "id:1,phase:2,pass,log,msg:'A card number'"}
 */
final class VerifyCc {

    private VerifyCc() {}

    static Operator of(String argument, DataFiles files) throws InvalidOperatorException {
        return Candidates.of(argument, VerifyCc::isRight);
    }

    private static boolean isRight(byte[] candidate) {
        int[] digits = Candidates.digits(candidate);
        int sum = 0;
        for (int i = 0; i < digits.length; i++) {
            int digit = digits[digits.length - 1 - i];
            sum += i % 2 == 0 ? digit : 2 * digit - (digit > 4 ? 9 : 0);
        }
        return digits.length > 0 && sum % 10 == 0;
    }
}
