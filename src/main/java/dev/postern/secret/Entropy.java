package dev.postern.secret;

/** Shannon's entropy of a text in bits for each octet, as gitleaks computes it. */
final class Entropy {

    private Entropy() {}

    static double of(byte[] text) {
        int[] counts = new int[256];
        for (byte octet : text) {
            counts[octet & 0xff]++;
        }
        double bits = 0;
        for (int count : counts) {
            if (count > 0) {
                double share = (double) count / text.length;
                bits -= share * Math.log(share) / Math.log(2);
            }
        }
        return bits;
    }
}
