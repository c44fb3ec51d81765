package dev.postern.checksum;

/** Addresses of segregated witness: a BCH code of thirty bits over the human-readable part and the data (BIP 173; its mended form for later versions, BIP 350). */
public final class Bech32 {

    private static final String ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private static final int[] GENERATOR = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
    private static final int FIRST_FORM = 1;
    private static final int MENDED_FORM = 0x2bc830a3;
    private static final int CHECK_CHARACTERS = 6;
    private static final int MOST_CHARACTERS = 90;

    private Bech32() {}

    /**
     * Whether it is an address of a witness program: version 0 to 16, a program of 2 to 40 octets (20 or 32 in version 0), the form of code that belongs to the version.
     *
     * @param text in small letters
     */
    public static boolean isWitnessAddress(String text) {
        int one = text.lastIndexOf('1');
        int data = text.length() - one - 1 - CHECK_CHARACTERS;
        if (one < 1 || data < 2 || text.length() > MOST_CHARACTERS) {
            return false;
        }
        int version = ALPHABET.indexOf(text.charAt(one + 1));
        int bits = (data - 1) * 5;
        int octets = bits / 8;
        boolean sound = version >= 0 && version <= 16 && bits % 8 < 5 && octets >= 2 && octets <= 40 && (version > 0 || octets == 20 || octets == 32);
        return sound && remainder(text, one) == (version == 0 ? FIRST_FORM : MENDED_FORM);
    }

    private static int remainder(String text, int one) {
        int sum = 1;
        for (int i = 0; i < one; i++) {
            sum = step(sum) ^ text.charAt(i) >> 5;
        }
        sum = step(sum);
        for (int i = 0; i < one; i++) {
            sum = step(sum) ^ text.charAt(i) & 31;
        }
        for (int i = one + 1; i < text.length(); i++) {
            int value = ALPHABET.indexOf(text.charAt(i));
            if (value < 0) {
                return 0;
            }
            sum = step(sum) ^ value;
        }
        return sum;
    }

    private static int step(int sum) {
        int next = (sum & 0x1ffffff) << 5;
        for (int i = 0; i < GENERATOR.length; i++) {
            next ^= (sum >>> 25 + i & 1) == 1 ? GENERATOR[i] : 0;
        }
        return next;
    }
}
