package dev.postern.body;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import dev.postern.fuzz.Text;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

final class ContentDecodingTest {

    private static final byte[] PLAIN = Text.octets("a=1&b=" + "xyz".repeat(1_000));

    @FunctionalInterface
    private interface Coding {
        OutputStream over(OutputStream out) throws IOException;
    }

    private static byte[] coded(byte[] plain, Coding coding) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream in = coding.over(out)) {
            in.write(plain);
        }
        return out.toByteArray();
    }

    private static Decoded decode(byte[] body, String codings) {
        return ContentDecoding.decode(body, codings, ContentDecoding.Limits.DEFAULT);
    }

    private static void assertPlain(byte[] body, String codings) {
        Decoded decoded = decode(body, codings);
        assertEquals("", decoded.error().map(BodyError::message).orElse(""));
        assertArrayEquals(PLAIN, decoded.content());
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    @Test
    void codingsAreTakenOff() throws IOException {
        byte[] gzip = coded(PLAIN, GZIPOutputStream::new);
        assertPlain(gzip, "gzip");
        assertPlain(gzip, "X-GZIP, identity");
        assertPlain(coded(PLAIN, DeflaterOutputStream::new), "deflate");
        assertPlain(coded(coded(PLAIN, DeflaterOutputStream::new), GZIPOutputStream::new), "deflate, gzip");
        assertPlain(PLAIN, "");
        assertPlain(PLAIN, "identity");
        byte[] half = coded(Arrays.copyOf(PLAIN, 1_500), GZIPOutputStream::new);
        assertPlain(joined(half, coded(Arrays.copyOfRange(PLAIN, 1_500, PLAIN.length), GZIPOutputStream::new)), "gzip");
    }

    @Test
    void brotliIsTakenOff() throws IOException {
        Assumptions.assumeTrue(Brotli4jLoader.isAvailable());
        byte[] brotli = Encoder.compress(PLAIN);
        assertPlain(brotli, "br");
        for (int length = 0; length < brotli.length; length++) {
            assertTrue(decode(Arrays.copyOf(brotli, length), "br").error().isPresent());
        }
        assertTrue(decode(new byte[] {1, 2, 3, 4}, "br").error().isPresent());
        byte[] bomb = Encoder.compress(new byte[20 << 20]);
        assertTrue(bomb.length < 100);
        assertTrue(decode(bomb, "br").error().isPresent());
        assertTrue(decode(bomb, "br").content().length <= (64 << 10) + 1);
    }

    @Test
    void whatFollowsTheEndIsAnError() throws IOException {
        byte[] more = {0};
        assertTrue(decode(joined(coded(PLAIN, GZIPOutputStream::new), more), "gzip").error().isPresent());
        assertTrue(decode(joined(coded(PLAIN, DeflaterOutputStream::new), more), "deflate").error().isPresent());
        Assumptions.assumeTrue(Brotli4jLoader.isAvailable());
        assertTrue(decode(joined(Encoder.compress(PLAIN), more), "br").error().isPresent());
        byte[] large = new byte[40_000];
        new Random(1).nextBytes(large);
        assertTrue(decode(joined(Encoder.compress(large), more), "br").error().isPresent());
    }

    @Test
    void cutAnywhereItIsAnError() throws IOException {
        byte[] gzip = coded(PLAIN, GZIPOutputStream::new);
        for (int length = 0; length < gzip.length; length++) {
            assertTrue(decode(Arrays.copyOf(gzip, length), "gzip").error().isPresent(), length + " octets");
        }
        byte[] deflate = coded(PLAIN, DeflaterOutputStream::new);
        for (int length = 0; length < deflate.length; length++) {
            assertTrue(decode(Arrays.copyOf(deflate, length), "deflate").error().isPresent(), length + " octets");
        }
    }

    @Test
    void aFlippedBitIsAnErrorOrNone() throws IOException {
        byte[] gzip = coded(PLAIN, GZIPOutputStream::new);
        for (int at = 10; at < gzip.length; at++) {
            byte[] flipped = gzip.clone();
            flipped[at] ^= 1;
            Decoded decoded = decode(flipped, "gzip");
            assertTrue(decoded.error().isPresent() || Arrays.equals(PLAIN, decoded.content()), "octet " + at);
        }
    }

    @Test
    void bombsAreErrors() throws IOException {
        byte[] bomb = coded(new byte[20 << 20], GZIPOutputStream::new);
        Decoded decoded = decode(bomb, "gzip");
        assertTrue(decoded.error().isPresent());
        assertTrue(decoded.content().length <= 100L * bomb.length + 1);
        byte[] twice = coded(bomb, GZIPOutputStream::new);
        assertTrue(decode(twice, "gzip, gzip").error().isPresent());
        assertTrue(decode(coded(twice, GZIPOutputStream::new), "gzip, gzip, gzip").error().isPresent());
        assertTrue(ContentDecoding.decode(coded(PLAIN, GZIPOutputStream::new), "gzip", new ContentDecoding.Limits(PLAIN.length - 1, 1_000)).error().isPresent());
        assertTrue(ContentDecoding.decode(coded(PLAIN, GZIPOutputStream::new), "gzip", new ContentDecoding.Limits(PLAIN.length, 1_000)).error().isEmpty());
    }

    @Test
    void emptyMembersAreCounted() throws IOException {
        byte[] empty = coded(Octets.NONE, GZIPOutputStream::new);
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        for (int i = 0; i < 1_001; i++) {
            many.write(empty);
        }
        assertTrue(decode(many.toByteArray(), "gzip").error().isPresent());
    }

    @Test
    void whatCannotBeReadIsAnError() throws IOException {
        assertTrue(decode(PLAIN, "compress").error().isPresent());
        assertTrue(decode(PLAIN, "zstd").error().isPresent());
        assertTrue(decode(PLAIN, "gzip").error().isPresent());
        byte[] bare = coded(PLAIN, out -> new DeflaterOutputStream(out, new Deflater(6, true)));
        assertTrue(decode(bare, "deflate").error().isPresent(), "without a header");
    }

    @Test
    void headersOfGzipAreSkipped() throws IOException {
        byte[] gzip = coded(PLAIN, GZIPOutputStream::new);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(gzip, 0, 3);
        out.write(0x1f);
        out.write(gzip, 4, 6);
        out.writeBytes(new byte[] {2, 0, 'x', 'y', 'n', 0, 'c', 0});
        CRC32 sum = new CRC32();
        sum.update(out.toByteArray());
        out.write((int) sum.getValue());
        out.write((int) sum.getValue() >> 8);
        out.write(gzip, 10, gzip.length - 10);
        assertPlain(out.toByteArray(), "gzip");
        byte[] altered = out.toByteArray();
        altered[14]++;
        assertTrue(decode(altered, "gzip").error().isPresent(), "a header's checksum");
    }
}
