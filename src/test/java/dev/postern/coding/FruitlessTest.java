package dev.postern.coding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.coding.CodingException.Problem;
import dev.postern.fuzz.Text;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies of which little or nothing comes out, whatever goes in. */
final class FruitlessTest {

    private static final String EMPTY_MEMBER = "1f8b080000000000000303000000000000000000";
    private static final String SKIPPED_FRAME = "502a4d1800000000";
    private static final String EMPTY_FRAME = "28b52ffd2000010000";

    private static byte[] times(int count, byte[] one) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(count * one.length);
        for (int i = 0; i < count; i++) {
            out.writeBytes(one);
        }
        return out.toByteArray();
    }

    private static byte[] times(int count, String hex) {
        return times(count, HexFormat.of().parseHex(hex));
    }

    static Limits[] limits() {
        return new Limits[] {Limits.DEFAULT, Decoded.MODEST, new Limits(1 << 20, 1_000, 64 << 10)};
    }

    /** A kilobyte of gzip in gzip is twenty thousand members. */
    @ParameterizedTest
    @MethodSource("limits")
    void whatOnlyMakesWorkInsideOfAStackIsStopped(Limits limits) {
        for (String empty : new String[] {EMPTY_MEMBER, SKIPPED_FRAME, EMPTY_FRAME}) {
            String inner = empty.equals(EMPTY_MEMBER) ? "gzip" : "zstd";
            byte[] body = Coded.by("gzip", times(20_000, empty));
            assertTrue(body.length < 1_100, inner);
            for (int cut : new int[] {1, 100, body.length}) {
                assertEquals(Problem.EXPANDS, assertThrows(CodingException.class, () -> Coded.decoded(inner + ", gzip", body, limits, cut)).problem(), inner + " in pieces of " + cut);
            }
        }
    }

    @Test
    void aThirdCodingDoesNotMultiplyIt() {
        byte[] body = Coded.by("gzip", Coded.by("gzip", times(2_000_000, EMPTY_MEMBER)));
        assertEquals(Problem.EXPANDS, assertThrows(CodingException.class, () -> Coded.decoded("gzip, gzip, gzip", body, Limits.DEFAULT, body.length)).problem());
    }

    /** What goes in is paid for by who sends it. */
    @ParameterizedTest
    @CsvSource({"gzip, " + EMPTY_MEMBER, "zstd, " + SKIPPED_FRAME, "zstd, " + EMPTY_FRAME})
    void withoutAStackEmptyPartsMayBeAsManyAsAreSent(String coding, String empty) throws CodingException {
        byte[] body = times(50_000, empty);
        assertEquals(0, Coded.decoded(coding, body, Limits.DEFAULT, 1_000).length);
    }

    /** As log shippers, bgzip and pigz write them. */
    @Test
    void membersOfContentArePutTogether() throws CodingException {
        byte[] line = Text.octets("{\"at\":\"2026-01-01T00:00:00Z\",\"level\":\"INFO\",\"text\":\"request served\"}\n");
        byte[] lines = times(20_000, Coded.by("gzip", line));
        byte[] plain = times(20_000, line);
        assertArrayEquals(plain, Coded.decoded("gzip", lines, Limits.DEFAULT, 8_192));
        byte[] noise = new byte[300_000];
        new Random(1).nextBytes(noise);
        ByteArrayOutputStream blocks = new ByteArrayOutputStream();
        for (int at = 0; at < noise.length; at += 65_280) {
            blocks.writeBytes(Coded.by("gzip", Arrays.copyOfRange(noise, at, Math.min(noise.length, at + 65_280))));
        }
        blocks.writeBytes(HexFormat.of().parseHex("1f8b08040000000000ff0600424302001b0003000000000000000000"));
        assertArrayEquals(noise, Coded.decoded("gzip", blocks.toByteArray(), Limits.DEFAULT, 8_192));
    }

    /** What was compressed hardly shrinks again; a little that does may. */
    @Test
    void usualStacksAreRead() throws CodingException {
        byte[] text = new byte[3 << 20];
        Random random = new Random(2);
        for (int i = 0; i < text.length; i++) {
            text[i] = (byte) (i % 64 == 0 ? '\n' : i % 4 == 0 ? 'a' + random.nextInt(26) : '=');
        }
        for (String outer : new String[] {"gzip", "br", "zstd", "deflate"}) {
            byte[] body = Coded.by(outer, Coded.by("gzip", text));
            for (int cut : new int[] {777, body.length}) {
                assertArrayEquals(text, Coded.decoded("gzip, " + outer, body, Limits.DEFAULT, cut), outer);
            }
        }
        byte[] small = times(1_000, Coded.by("gzip", Text.octets("a line of some log, again and again\n")));
        assertArrayEquals(times(1_000, Text.octets("a line of some log, again and again\n")), Coded.decoded("gzip, gzip", Coded.by("gzip", small), Limits.DEFAULT, small.length));
    }
}
