package dev.postern.checksum;

/** The letter behind Spanish numbers: the remainder modulo 23, in an order without I, Ñ, O and U (Real Decreto 1553/2005; order of the Ministerio del Interior). */
public final class Mod23 {

    private static final String LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";

    private Mod23() {}

    /** @param digits ASCII digits, at most nine */
    public static boolean holds(String digits, char letter) {
        return LETTERS.charAt(Integer.parseInt(digits) % 23) == letter;
    }
}
