package dev.postern.coding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.ZstdCompressCtx;
import dev.postern.coding.CodingException.Problem;
import dev.postern.fuzz.Text;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DecodingTest {

    private static final byte[] TEXT = Text.octets("{\"card\":\"4111 1111 1111 1111\",\"n\":[1,2,3]}\n".repeat(40));
    private static final Limits LIMITS = Limits.DEFAULT;

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(length).nextBytes(noise);
        return noise;
    }

    private static byte[] mixed(int length) {
        byte[] mixed = noise(length);
        for (int at = 0; at < length; at += 3_000) {
            Arrays.fill(mixed, at, Math.min(length, at + 2_000), (byte) (at / 3_000));
        }
        return mixed;
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static Problem problem(String coding, byte[] body, Limits limits, int cut) {
        return assertThrows(CodingException.class, () -> Coded.decoded(coding, body, limits, cut)).problem();
    }

    private static Problem problem(String coding, byte[] body) {
        Problem whole = problem(coding, body, LIMITS, Math.max(1, body.length));
        assertEquals(whole, problem(coding, body, LIMITS, 1));
        return whole;
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "raw", "br", "zstd"})
    void whatOthersCodedIsDecodedHoweverItIsCut(String by) throws CodingException {
        String coding = by.equals("raw") ? "deflate" : by;
        for (byte[] plain : new byte[][] {{}, {7}, TEXT, noise(5_000), mixed(300_000)}) {
            byte[] body = Coded.by(by, plain);
            for (int cut : plain.length > 10_000 ? new int[] {1_000, 16_384, 16_385, body.length} : new int[] {1, 2, 3, 7, 100, body.length}) {
                assertArrayEquals(plain, Coded.decoded(coding, body, LIMITS, cut));
            }
            for (int first = 1; first < Math.min(body.length, 300); first++) {
                assertArrayEquals(plain, Coded.decoded(coding, body, LIMITS, first, body.length));
            }
            Random random = new Random(1);
            for (int round = 0; round < 20; round++) {
                assertArrayEquals(plain, Coded.decoded(coding, body, LIMITS, random.ints(50, 1, 4_000).toArray()));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip, deflate", "br,gzip", "zstd , br", "deflate, zstd, gzip", "gzip, gzip, gzip", "identity, br", " GZip ", "x-gzip", "", "identity"})
    void stacksComeOffInTheOtherOrder(String codings) throws CodingException {
        byte[] plain = mixed(100_000);
        byte[] body = plain;
        for (String coding : codings.replace("x-", "").replace("identity", "").split(",")) {
            body = coding.isBlank() ? body : Coded.by(coding.strip().toLowerCase(java.util.Locale.ROOT), body);
        }
        for (int cut : new int[] {1_000, 40_000, body.length}) {
            assertArrayEquals(plain, Coded.decoded(codings, body, LIMITS, cut));
        }
        if (!body.equals(plain)) {
            byte[] coded = body;
            assertArrayEquals(plain, Coded.decoded(codings, coded, LIMITS, 77, 1_000));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"lzma | UNKNOWN", "gzip, dcz | UNKNOWN", "gzip;q=1 | UNKNOWN", "gzip, br, gzip, br | STACKED", "aws-chunked | UNKNOWN"})
    void codingsThatAreNotTakenOff(String codings, Problem problem) {
        assertEquals(problem, assertThrows(CodingException.class, () -> Decoding.of(codings, LIMITS)).problem());
        assertEquals(problem, assertThrows(CodingException.class, () -> Encoding.of(codings)).problem());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "raw", "br", "zstd"})
    void whatEndsEarlyIsTruncated(String by) {
        String coding = by.equals("raw") ? "deflate" : by;
        byte[] body = Coded.by(by, TEXT);
        for (int length = 0; length < body.length; length++) {
            assertEquals(Problem.TRUNCATED, problem(coding, Arrays.copyOf(body, length)), "after " + length);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "raw", "br", "zstd"})
    void nothingFollowsTheEnd(String by) {
        String coding = by.equals("raw") ? "deflate" : by;
        byte[] body = Coded.by(by, TEXT);
        assertEquals(Problem.MALFORMED, problem(coding, joined(body, new byte[] {'x'})));
        assertEquals(Problem.MALFORMED, problem(coding, joined(body, new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0})));
        if (!coding.equals("zstd") && !coding.equals("gzip")) {
            assertEquals(Problem.MALFORMED, problem(coding, joined(body, body)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "zstd"})
    void membersFollowOneAnother(String coding) throws CodingException {
        byte[] empty = Coded.by(coding, new byte[0]);
        byte[] body = joined(Coded.by(coding, TEXT), empty, empty, Coded.by(coding, noise(3_000)), Coded.by(coding, TEXT));
        for (int cut : new int[] {1, 5, 1_000, body.length}) {
            assertArrayEquals(joined(TEXT, noise(3_000), TEXT), Coded.decoded(coding, body, LIMITS, cut));
        }
    }

    @Test
    void checksumsAndLengthsAreChecked() {
        byte[] gzip = Coded.by("gzip", TEXT);
        for (int back = 1; back <= 8; back++) {
            byte[] body = gzip.clone();
            body[body.length - back] ^= 0x10;
            assertEquals(Problem.MALFORMED, problem("gzip", body), back + " from the end");
        }
        byte[] zlib = Coded.by("deflate", TEXT);
        zlib[zlib.length - 1] ^= 1;
        assertEquals(Problem.MALFORMED, problem("deflate", zlib));
        try (ZstdCompressCtx context = new ZstdCompressCtx().setChecksum(true)) {
            byte[] zstd = context.compress(TEXT);
            zstd[zstd.length - 1] ^= 1;
            assertEquals(Problem.MALFORMED, problem("zstd", zstd));
        }
    }

    @Test
    void everyPartOfAGzipHeaderIsRead() throws CodingException {
        byte[] plain = Coded.by("gzip", TEXT);
        byte[] rest = Arrays.copyOfRange(plain, 10, plain.length);
        byte[] header = {0x1f, (byte) 0x8b, 8, 0x1f, 1, 2, 3, 4, 0, 3, 3, 0, 'a', 'b', 'c', 'n', 0, 'c', 'c', 0};
        CRC32 sum = new CRC32();
        sum.update(header);
        byte[] check = {(byte) sum.getValue(), (byte) (sum.getValue() >> 8)};
        byte[] body = joined(header, check, rest);
        for (int cut : new int[] {1, 2, 3, 11, body.length}) {
            assertArrayEquals(TEXT, Coded.decoded("gzip", body, LIMITS, cut));
        }
        body[header.length] ^= 1;
        assertEquals(Problem.MALFORMED, problem("gzip", body));
        byte[] reserved = plain.clone();
        reserved[3] = 0x20;
        assertEquals(Problem.MALFORMED, problem("gzip", reserved));
        byte[] emptyExtra = joined(new byte[] {0x1f, (byte) 0x8b, 8, 4, 0, 0, 0, 0, 0, 3, 0, 0}, rest);
        assertArrayEquals(TEXT, Coded.decoded("gzip", emptyExtra, LIMITS, 1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "gzip | 504b0304 | MALFORMED", "gzip | 1f8b09 | MALFORMED", "deflate | 78bb0102030401 | MALFORMED", "deflate | ffff | MALFORMED", "br | ffffffffff | MALFORMED",
        "zstd | 27b52ffd0000 | MALFORMED", "zstd | 28b52ffd0800 | MALFORMED", "zstd | 28b52ffd0068 | TRUNCATED", "zstd | 28b52ffd0069 | WINDOW", "zstd | 28b52ffd00ff | WINDOW",
        "zstd | 28b52ffda001008000 | WINDOW", "zstd | 28b52ffda000008000 | TRUNCATED", "zstd | 28b52ffde00000000000000080 | WINDOW", "zstd | 28b52ffd2010010000 | MALFORMED", "zstd | 28b52ffd2000010000 | ''", "zstd | 28b52ffd2000050000 | ''", "zstd | 28b52ffd400000010000 | TRUNCATED", "zstd | 28b52ffd40000000010000 | MALFORMED",
        "zstd | 502a4d1803000000616263 | ''"
    })
    void headersAreJudged(String coding, String hex, String problem) throws CodingException {
        byte[] body = HexFormat.of().parseHex(hex);
        if (problem.isEmpty()) {
            assertArrayEquals(new byte[0], Coded.decoded(coding, body, LIMITS, 1));
        } else {
            assertEquals(Problem.valueOf(problem), problem(coding, body));
        }
    }

    @Test
    void dictionariesAreNotKnown() {
        byte[] dictionary = HexFormat.of().parseHex("78bb00000001");
        assertEquals(Problem.MALFORMED, problem("deflate", dictionary));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "raw", "br", "zstd"})
    void bombsAreStoppedSliceBySlice(String by) throws CodingException {
        String coding = by.equals("raw") ? "deflate" : by;
        byte[] bomb = Coded.by(by, new byte[64 << 20]);
        try (Decoding decoding = Decoding.of(coding, LIMITS)) {
            decoding.feed(bomb);
            long[] out = {0};
            Problem problem = assertThrows(CodingException.class, () -> {
                for (byte[] slice = decoding.next(); slice.length > 0; slice = decoding.next()) {
                    assertTrue(slice.length <= Decoding.SLICE_BYTES);
                    out[0] += slice.length;
                }
            }).problem();
            assertEquals(Problem.EXPANDS, problem);
            assertTrue(out[0] <= Math.max(1 << 20, 200L * bomb.length), by);
            assertThrows(CodingException.class, decoding::next);
            assertThrows(CodingException.class, decoding::end);
        }
        assertEquals(Problem.TOO_LARGE, problem(coding, bomb, new Limits(1_000_000, 1_000_000, 0), bomb.length));
        assertEquals(64 << 20, Coded.decoded(coding, bomb, new Limits(64 << 20, 1_000_000, 0), bomb.length).length);
    }

    /** Broken at many places: what came out before, and what is wrong. */
    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "gzip, gzip", "deflate, gzip"})
    void whatComesOutBeforeAnErrorIsTheSameHoweverTheBodyIsCut(String coding) throws CodingException {
        byte[] content = new byte[60_000];
        Random random = new Random(7);
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) ('a' + random.nextInt(4));
        }
        byte[] body = Coded.encoded(coding, content, 1_000);
        for (int at = 20; at < body.length; at += body.length / 40) {
            byte[] broken = body.clone();
            broken[at] ^= 0x55;
            String whole = outcome(coding, broken, broken.length);
            for (int cut : new int[] {1, 7, 1_000}) {
                assertEquals(whole, outcome(coding, broken, cut), at + " in pieces of " + cut);
            }
        }
    }

    private static String outcome(String coding, byte[] body, int cut) throws CodingException {
        CRC32 sum = new CRC32();
        long[] octets = {0};
        try (Decoding decoding = Decoding.of(coding, LIMITS)) {
            for (int at = 0; at < body.length; at += cut) {
                decoding.add(Arrays.copyOfRange(body, at, Math.min(body.length, at + cut)), content -> {
                    sum.update(content);
                    octets[0] += content.length;
                });
            }
            decoding.end();
            return octets[0] + " octets, " + sum.getValue();
        } catch (CodingException problem) {
            return octets[0] + " octets, " + sum.getValue() + ", then " + problem.problem();
        }
    }

    @Test
    void aBombWithinABombIsHeldToTheWhole() {
        byte[] bomb = Coded.by("gzip", Coded.by("gzip", new byte[512 << 20]));
        assertEquals(Problem.EXPANDS, problem("gzip, gzip", bomb, LIMITS, bomb.length));
        assertEquals(Problem.EXPANDS, problem("gzip, gzip", bomb, LIMITS, 1));
    }

    @Test
    void smallBodiesMayGrow() throws CodingException {
        byte[] zeros = new byte[1 << 20];
        for (String coding : new String[] {"gzip", "br", "zstd"}) {
            assertArrayEquals(zeros, Coded.decoded(coding, Coded.by(coding, zeros), LIMITS, 10));
        }
    }

    @Test
    void useOutOfOrderIsRefused() throws CodingException {
        Decoding decoding = Decoding.of("zstd, br, gzip", LIMITS);
        decoding.feed(new byte[] {0x1f});
        assertThrows(IllegalStateException.class, () -> decoding.feed(new byte[] {1}));
        assertThrows(IllegalStateException.class, decoding::end);
        decoding.close();
        decoding.close();
        assertThrows(IllegalStateException.class, decoding::next);
        Encoding encoding = Encoding.of("zstd, br, gzip");
        encoding.close();
        encoding.close();
        assertThrows(IllegalStateException.class, encoding::flush);
    }

    @Test
    void whatASinkThrowsComesOut() throws CodingException {
        byte[] body = Coded.by("gzip", TEXT);
        try (Decoding decoding = Decoding.of("gzip", LIMITS)) {
            assertThrows(java.io.IOException.class, () -> decoding.add(body, slice -> {
                throw new java.io.IOException("no");
            }));
        }
    }

    @Test
    void messagesQuoteNothing() {
        for (Problem problem : Problem.values()) {
            assertTrue(new CodingException(problem).getMessage().startsWith("coding: "));
        }
        String message = assertThrows(CodingException.class, () -> Decoding.of("s3cret", LIMITS)).getMessage();
        assertFalse(message.contains("s3cret"));
    }
}
