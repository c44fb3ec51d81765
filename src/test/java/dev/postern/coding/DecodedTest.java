package dev.postern.coding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.coding.CodingException.Problem;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A body that is held, decoded at one go. */
final class DecodedTest {

    private static final byte[] PLAIN = ("a=1&b=" + "xyz".repeat(100_000)).getBytes(StandardCharsets.US_ASCII);

    private static byte[] coded(byte[] plain, String codings) throws CodingException {
        try (Encoding encoding = Encoding.of(codings)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(encoding.add(plain));
            out.writeBytes(encoding.end());
            return out.toByteArray();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "identity", "gzip", "deflate", "br", "zstd", "deflate, gzip", "br, gzip"})
    void codingsAreTakenOff(String codings) throws CodingException {
        byte[] noisy = new byte[300_000];
        for (int i = 0, seed = 1; i < noisy.length; i++) {
            seed = seed * 1_103_515_245 + 12_345;
            noisy[i] = (byte) (seed >> 16);
        }
        Decoded decoded = Decoded.of(coded(noisy, codings), codings, Decoded.MODEST);
        assertTrue(decoded.error().isEmpty());
        assertArrayEquals(noisy, decoded.content());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "br", "zstd"})
    void whatIsCutShortIsAnErrorBesideWhatCouldBeRead(String coding) throws CodingException {
        byte[] body = coded(PLAIN, coding);
        Decoded decoded = Decoded.of(Arrays.copyOf(body, body.length - 2), coding, new Limits(16 << 20, 100_000, 64 << 10));
        assertEquals(Problem.TRUNCATED, decoded.error().orElseThrow().problem());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "br", "zstd"})
    void whatBurstsIsAnErrorWithinItsBound(String coding) throws CodingException {
        Decoded decoded = Decoded.of(coded(new byte[20 << 20], coding), coding, Decoded.MODEST);
        assertEquals(Problem.EXPANDS, decoded.error().orElseThrow().problem());
        assertTrue(decoded.content().length < 8 << 20);
    }

    @Test
    void whatIsNotKnownIsAnError() {
        assertEquals(Problem.UNKNOWN, Decoded.of(PLAIN, "compress", Decoded.MODEST).error().orElseThrow().problem());
    }
}
