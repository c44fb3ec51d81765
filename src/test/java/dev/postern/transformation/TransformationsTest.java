package dev.postern.transformation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.fuzz.Text;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each transformation makes of a value; {@code TransformationRows} runs the field's own tables. */
final class TransformationsTest {

    /** Octets are characters below U+0100 here. */
    record Case(String name, String in, String out) {}

    static Stream<Case> cases() {
        return Stream.of(TransformationCases.DECODING, TransformationCases.TEXT, TransformationCases.OTHER)
                .flatMap(table -> Arrays.stream(table)).map(row -> new Case(row[0], row[1], row[2]));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void makesOfAValue(Case row) {
        byte[] in = Text.octets(row.in());
        byte[] out = named(row.name()).apply(in);
        assertEquals(Text.hex(Text.octets(row.out())), Text.hex(out), row.name() + " of " + row.in());
        assertArrayEquals(Text.octets(row.in()), in, "the input is nobody's to change");
        if (row.in().equals(row.out())) {
            assertSame(in, out);
        }
    }

    @Test
    void everyTransformationHasItsCases() {
        Set<String> covered = new HashSet<>();
        cases().forEach(row -> covered.add(row.name()));
        assertEquals(Set.copyOf(Transformations.names()), covered);
    }

    @Test
    void namesAreReadInAnyCase() {
        assertSame(named("urlDecode"), named("URLDECODE"));
        assertSame(named("normalisePath"), named("normalizePath"));
        assertEquals(Optional.empty(), Transformations.named("urldecodes"));
        assertEquals(38, Transformations.names().size());
    }

    @Test
    void theSameValueIsTheSameArray() {
        Random random = new Random(4);
        for (int i = 0; i < 20_000; i++) {
            byte[] in = hostile(random, random.nextInt(12));
            for (String name : Transformations.names()) {
                byte[] out = named(name).apply(in);
                assertTrue(out == in || !Arrays.equals(out, in), name + " copies " + Text.hex(in));
            }
        }
    }

    @Test
    void resultsAreBounded() {
        for (String unit : List.of("\u00c0\u0080", "\u00ed\u00a0\u0080", "\u00f4\u008f\u00bf\u00bf", "\u00f7\u0080\u0080\u0080", "\u00ff", "&", "%u", "\\", "/..", "--", "\0")) {
            byte[] in = Text.octets(unit.repeat(999));
            for (String name : Transformations.names()) {
                double factor = name.equals("utf8toUnicode") ? 3.5 : name.equals("urlEncode") ? 3 : name.equals("hexEncode") ? 2 : name.equals("base64Encode") ? 1.34 : 1;
                assertTrue(named(name).apply(in).length <= in.length * factor, name);
            }
        }
    }

    private static byte[] hostile(Random random, int length) {
        byte[] octets = new byte[length];
        for (int i = 0; i < length; i++) {
            octets[i] = (byte) (random.nextInt(4) == 0 ? random.nextInt(256) : "\\xu41%+&#;/*.-<! \t0=aA".charAt(random.nextInt(22)));
        }
        return octets;
    }

    private static Transformation named(String name) {
        return Transformations.named(name).orElseThrow();
    }
}
