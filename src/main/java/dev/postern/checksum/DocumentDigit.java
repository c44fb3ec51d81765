package dev.postern.checksum;

/** The check digit of travel documents: weights 7, 3, 1 again and again, a letter counting 10 to 35 (ICAO Doc 9303, part 3, 4.9). */
public final class DocumentDigit {

    private static final int[] WEIGHTS = {7, 3, 1};

    private DocumentDigit() {}

    /** @param text ASCII digits and capital letters alone, the check digit last */
    public static boolean holds(CharSequence text) {
        int sum = 0;
        int last = text.length() - 1;
        for (int i = 0; i < last; i++) {
            char c = text.charAt(i);
            sum += (c >= 'A' ? c - 'A' + 10 : c - '0') * WEIGHTS[i % 3];
        }
        return sum % 10 == text.charAt(last) - '0';
    }
}
