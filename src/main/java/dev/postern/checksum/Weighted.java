package dev.postern.checksum;

/** Sums of digits, each times the weight of its place: what most national check digits are made of. */
public final class Weighted {

    private Weighted() {}

    /**
     * @param digits ASCII digits; those beyond the weights do not count
     * @param weights no more than there are digits
     */
    public static int sum(CharSequence digits, int... weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += (digits.charAt(i) - '0') * weights[i];
        }
        return sum;
    }

    /** As {@link #sum}, but of a product of two digits their sum counts: 35 is 8. */
    public static int crossSum(CharSequence digits, int... weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            int product = (digits.charAt(i) - '0') * weights[i];
            sum += product / 10 + product % 10;
        }
        return sum;
    }
}
