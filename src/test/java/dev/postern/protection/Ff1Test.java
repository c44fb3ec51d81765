package dev.postern.protection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The samples NIST gives for SP 800-38G. */
final class Ff1Test {

    private static final String KEY = "2B7E151628AED2A6ABF7158809CF4F3CEF4359D8D580AA4F7F036D6F04FC6A94";

    @ParameterizedTest
    @CsvSource({
        "16, 10, '',                     0123456789,          2433477484",
        "16, 10, 39383736353433323130,   0123456789,          6124200773",
        "16, 36, 3737373770717273373737, 0123456789abcdefghi, a9tv40mll9kdu509eum",
        "24, 10, '',                     0123456789,          2830668132",
        "24, 10, 39383736353433323130,   0123456789,          2496655549",
        "24, 36, 3737373770717273373737, 0123456789abcdefghi, xbj3kv35jrawxv32ysr",
        "32, 10, '',                     0123456789,          6657667009",
        "32, 10, 39383736353433323130,   0123456789,          1001623463",
        "32, 36, 3737373770717273373737, 0123456789abcdefghi, xs8a0azh2avyalyzuwd"})
    void samplesComeOutRight(int keyBytes, int radix, String tweak, String clear, String enciphered) {
        Ff1 cipher = new Ff1(HexFormat.of().parseHex(KEY.substring(0, 2 * keyBytes)), radix);
        byte[] tweaked = HexFormat.of().parseHex(tweak);
        assertArrayEquals(numerals(enciphered), cipher.encrypt(tweaked, numerals(clear)));
        assertArrayEquals(numerals(clear), cipher.decrypt(tweaked, numerals(enciphered)));
    }

    @Test
    void fewerThanAMillionAreRefused() {
        Ff1 cipher = new Ff1(new byte[16], 10);
        assertThrows(IllegalArgumentException.class, () -> cipher.encrypt(new byte[0], new byte[5]));
    }

    private static byte[] numerals(String text) {
        byte[] out = new byte[text.length()];
        for (int i = 0; i < out.length; i++) {
            out[i] = (byte) Character.digit(text.charAt(i), 36);
        }
        return out;
    }
}
