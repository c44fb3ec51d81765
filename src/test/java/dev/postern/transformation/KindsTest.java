package dev.postern.transformation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a transformation says it touches is all it touches. */
class KindsTest {

    private static final int LENGTH = 4;
    private static final int VALUES = 20_000;

    static List<String> names() {
        return Transformations.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void aValueWithoutWhatIsTouchedStays(String name) {
        Transformation transformation = Transformations.named(name).orElseThrow();
        if (transformation.touches() == Kinds.ANY) {
            return;
        }
        byte[] untouched = untouched(transformation);
        Random pick = new Random(name.hashCode());
        for (int number = 0; number < VALUES; number++) {
            byte[] value = new byte[pick.nextInt(LENGTH + 1)];
            for (int at = 0; at < value.length; at++) {
                value[at] = untouched[pick.nextInt(untouched.length)];
            }
            assertArrayEquals(value, transformation.apply(value.clone()));
        }
    }

    private static byte[] untouched(Transformation transformation) {
        byte[] octets = new byte[256];
        int count = 0;
        for (int octet = 0; octet < octets.length; octet++) {
            if ((Kinds.of(String.valueOf((char) octet)) & transformation.touches()) == 0) {
                octets[count++] = (byte) octet;
            }
        }
        return Arrays.copyOf(octets, count);
    }

    /** Those most values go through, so that most values need not. */
    @ParameterizedTest
    @CsvSource({"lowercase, a-b c", "urlDecodeUni, a&b", "htmlEntityDecode, a;b", "jsDecode, /a", "removeNulls, ab", "utf8toUnicode, ab~", "normalizePath, ab", "normalizePathWin, ab",
        "cmdLine, a/b", "compressWhitespace, ab", "replaceComments, a/b", "none, anything"})
    void plainValuesArePassedOver(String name, String value) {
        assertEquals(0, Transformations.named(name).orElseThrow().touches() & Kinds.of(value.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void whatMayDoAnythingIsNeverPassedOver() {
        assertNotEquals(0, Transformations.named("length").orElseThrow().touches() & Kinds.of(new byte[0]));
    }

    @Test
    void octetsThatMeanSomethingAreKindsOfTheirOwn() {
        for (char octet = 0; octet < 256; octet++) {
            boolean own = octet == 0 || octet >= '\t' && octet <= '\r' || octet >= ' ' && octet < 0x7f && !Character.isLetterOrDigit(octet) || octet == '0' || octet == 0xa0;
            for (char other = 0; own && other < 256; other++) {
                assertEquals(octet == other, Kinds.of(String.valueOf(octet)) == Kinds.of(String.valueOf(other)), (int) octet + " and " + (int) other);
            }
        }
    }
}
