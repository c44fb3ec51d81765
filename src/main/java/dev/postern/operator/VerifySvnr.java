package dev.postern.operator;

import java.util.Arrays;

/**
 * {@code @verifySVNR REGEX}: something the regular expression finds is an Austrian social security number: ten digits, of which the fourth checks the others; not one digit ten times, nor a run.
 * With {@code capture}, {@code TX:0} is what it found.
 *
 * <p>Argument: a regular expression that finds candidates; what is no digit in them does not count, nor what follows the tenth.
 *
 * <p>Example: {@code SecRule ARGS "@verifySVNR ([0-9]{4} ?[0-9]{6})" "id:1,deny"}
 */
final class VerifySvnr {

    private static final int[] WEIGHTS = {3, 7, 9, 0, 5, 8, 4, 2, 1, 6};

    private VerifySvnr() {}

    static Operator of(String argument, DataFiles files) throws InvalidOperatorException {
        return Candidates.of(argument, VerifySvnr::isRight);
    }

    private static boolean isRight(byte[] candidate) {
        int[] d = Candidates.digits(candidate);
        if (d.length < WEIGHTS.length) {
            return false;
        }
        int[] ten = Arrays.copyOf(d, WEIGHTS.length);
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += ten[i] * WEIGHTS[i];
        }
        boolean run = Candidates.isRun(ten, 0) || Candidates.isRun(ten, 1) || Candidates.isRun(Arrays.copyOf(ten, 9), 1) && ten[8] == 9 && ten[9] == 0;
        return !run && sum % 11 % 10 == ten[3];
    }
}
