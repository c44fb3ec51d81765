package dev.postern.operator;

import java.util.Arrays;

/**
 * {@code @verifyCPF REGEX}: something the regular expression finds is a Brazilian CPF: eleven digits, of which the last two check the others; not one digit eleven times, nor a run. With
 * {@code capture}, {@code TX:0} is what it found.
 *
 * <p>Argument: a regular expression that finds candidates; what is no digit in them does not count, nor what follows the eleventh.
 *
 * <p>Example: {@code SecRule ARGS "@verifyCPF ([0-9]{3}\.){2}[0-9]{3}-[0-9]{2}" "id:1,deny"}
 */
final class VerifyCpf {

    private static final int DIGITS = 11;

    private VerifyCpf() {}

    static Operator of(String argument, DataFiles files) throws InvalidOperatorException {
        return Candidates.of(argument, VerifyCpf::isRight);
    }

    private static boolean isRight(byte[] candidate) {
        int[] d = Candidates.digits(candidate);
        if (d.length < DIGITS) {
            return false;
        }
        int[] eleven = Arrays.copyOf(d, DIGITS);
        // 01234567890 counts as a run in ModSecurity.
        boolean run = Candidates.isRun(eleven, 0) || Candidates.isRun(Arrays.copyOf(eleven, 10), 1) && eleven[10] == 0;
        return !run && check(eleven, 9) == eleven[9] && check(eleven, 10) == eleven[10];
    }

    /** The check digit that follows the first {@code count} digits. */
    private static int check(int[] digits, int count) {
        int sum = 0;
        for (int i = 0; i < count; i++) {
            sum += digits[i] * (count + 1 - i);
        }
        return sum % 11 < 2 ? 0 : 11 - sum % 11;
    }
}
