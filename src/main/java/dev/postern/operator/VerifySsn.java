package dev.postern.operator;

/**
 * {@code @verifySSN REGEX}: something the regular expression finds may be a social security number of the United States: nine digits; no part zero; an area below 740 and not 666; not one digit
 * nine times, nor a run. With {@code capture}, {@code TX:0} is what it found.
 *
 * <p>Argument: a regular expression that finds candidates; what is no digit in them does not count.
 *
 * <p>Example: {@code SecRule RESPONSE_BODY "@verifySSN \d{3}-?\d{2}-?\d{4}" "id:1,phase:4,deny"}
 */
final class VerifySsn {

    private VerifySsn() {}

    static Operator of(String argument, DataFiles files) throws InvalidOperatorException {
        return Candidates.of(argument, VerifySsn::isRight);
    }

    static boolean isRight(byte[] candidate) {
        int[] d = Candidates.digits(candidate);
        if (d.length != 9 || Candidates.isRun(d, 0) || Candidates.isRun(d, 1)) {
            return false;
        }
        int area = d[0] * 100 + d[1] * 10 + d[2];
        int group = d[3] * 10 + d[4];
        int serial = d[5] * 1000 + d[6] * 100 + d[7] * 10 + d[8];
        return area != 0 && group != 0 && serial != 0 && area < 740 && area != 666;
    }
}
