package dev.postern.operator;

import dev.postern.automaton.BytePattern;
import dev.postern.automaton.Found;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A regular expression finds candidates, and a check says which of them is a number of its kind. With {@code capture}, {@code TX:0} is that one.
 *
 * <p>Work is bounded: a candidate that fails is looked behind from its second octet on, as in ModSecurity, and after {@value #WORK} octets of text times candidates, though not before
 * {@value #LEAST} candidates, the search ends with {@link Found#EXHAUSTED}.
 */
final class Candidates implements Operator {

    static final long WORK = 64L << 20;
    static final int LEAST = 64;

    private static final Set<BytePattern.Flag> FLAGS = EnumSet.of(BytePattern.Flag.DOT_ALL, BytePattern.Flag.MULTI_LINE);

    private final BytePattern pattern;
    private final Predicate<byte[]> check;

    private Candidates(BytePattern pattern, Predicate<byte[]> check) {
        this.pattern = pattern;
        this.check = check;
    }

    static Operator of(String regex, Predicate<byte[]> check) throws InvalidOperatorException {
        return new Candidates(Patterns.compile(regex, FLAGS), check);
    }

    @Override
    public Found test(byte[] value, Subject subject) {
        if (value.length == 0 || pattern.find(value) == Found.NO) {
            return Found.NO;
        }
        long candidates = Math.max(LEAST, WORK / value.length);
        int from = 0;
        while (from < value.length) {
            if (candidates-- == 0) {
                return Found.EXHAUSTED;
            }
            int[] groups = pattern.captures(value, from);
            if (groups[0] < 0) {
                return pattern.linear() ? Found.NO : pattern.find(value);
            }
            byte[] candidate = Arrays.copyOfRange(value, groups[0], groups[1]);
            if (candidate.length > 0 && check.test(candidate)) {
                capture(candidate, subject);
                return Found.YES;
            }
            from = groups[0] + 1;
        }
        return Found.NO;
    }

    private static void capture(byte[] candidate, Subject subject) {
        if (subject.capturing()) {
            subject.captured(0, candidate);
            subject.cleared(1);
        }
    }

    /** The digits in it, nothing else. */
    static int[] digits(byte[] candidate) {
        int[] digits = new int[candidate.length];
        int count = 0;
        for (byte c : candidate) {
            if (c >= '0' && c <= '9') {
                digits[count++] = c - '0';
            }
        }
        return Arrays.copyOf(digits, count);
    }

    /** Whether each digit is the one before it plus {@code step}. */
    static boolean isRun(int[] digits, int step) {
        for (int i = 1; i < digits.length; i++) {
            if (digits[i] != digits[i - 1] + step) {
                return false;
            }
        }
        return true;
    }
}
