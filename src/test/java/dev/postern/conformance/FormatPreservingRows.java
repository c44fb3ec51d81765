package dev.postern.conformance;

import dev.postern.protection.Ff1;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** NIST's samples of FF1 (SP 800-38G, "Block Cipher Modes of Operation: FF1 Samples" 1 to 9), each in both directions. They stand here: no file of the corpora has them. */
final class FormatPreservingRows implements Suite {

    private static final String KEY = "2B7E151628AED2A6ABF7158809CF4F3CEF4359D8D580AA4F7F036D6F04FC6A94";
    private static final String TWEAK = "39383736353433323130";
    private static final String LONGER_TWEAK = "3737373770717273373737";
    private static final String DIGITS = "0123456789";
    private static final String LETTERS = "0123456789abcdefghi";

    private record Sample(int number, int keyBits, int radix, String tweak, String clear, String enciphered) {}

    private static final List<Sample> SAMPLES = List.of(
            new Sample(1, 128, 10, "", DIGITS, "2433477484"),
            new Sample(2, 128, 10, TWEAK, DIGITS, "6124200773"),
            new Sample(3, 128, 36, LONGER_TWEAK, LETTERS, "a9tv40mll9kdu509eum"),
            new Sample(4, 192, 10, "", DIGITS, "2830668132"),
            new Sample(5, 192, 10, TWEAK, DIGITS, "2496655549"),
            new Sample(6, 192, 36, LONGER_TWEAK, LETTERS, "xbj3kv35jrawxv32ysr"),
            new Sample(7, 256, 10, "", DIGITS, "6657667009"),
            new Sample(8, 256, 10, TWEAK, DIGITS, "1001623463"),
            new Sample(9, 256, 36, LONGER_TWEAK, LETTERS, "xs8a0azh2avyalyzuwd"));

    @Override
    public String name() {
        return "ff1";
    }

    @Override
    public String path() {
        return "";
    }

    @Override
    public List<Row> rows(Path corpora) {
        List<Row> rows = new ArrayList<>();
        for (Sample sample : SAMPLES) {
            Ff1 cipher = new Ff1(HexFormat.of().parseHex(KEY.substring(0, sample.keyBits() / 4)), sample.radix());
            byte[] tweak = HexFormat.of().parseHex(sample.tweak());
            rows.add(new Row("sample " + sample.number() + " encrypts", () -> Row.difference(numerals(sample.enciphered()), cipher.encrypt(tweak, numerals(sample.clear())))));
            rows.add(new Row("sample " + sample.number() + " decrypts", () -> Row.difference(numerals(sample.clear()), cipher.decrypt(tweak, numerals(sample.enciphered())))));
        }
        return rows;
    }

    private static byte[] numerals(String text) {
        byte[] out = new byte[text.length()];
        for (int i = 0; i < out.length; i++) {
            out[i] = (byte) Character.digit(text.charAt(i), Character.MAX_RADIX);
        }
        return out;
    }
}
