package dev.postern.coding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.fuzz.Text;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EncodingTest {

    private static final byte[] TEXT = Text.octets("event: message\ndata: {\"a\":1}\n\n".repeat(5_000));

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "br", "zstd", "", "gzip, br", "zstd, deflate, gzip"})
    void whatIsEncodedIsDecoded(String coding) throws CodingException {
        Random random = new Random(5);
        byte[] noise = new byte[70_000];
        random.nextBytes(noise);
        for (byte[] plain : new byte[][] {{}, {1}, TEXT, noise, new byte[300_000]}) {
            for (int cut : new int[] {1_000, 16_384, 100_000}) {
                byte[] body = Coded.encoded(coding, plain, cut);
                assertArrayEquals(plain, Coded.decoded(coding, body, Limits.DEFAULT, 999));
                assertTrue(coding.isEmpty() || body.length < plain.length + 200 + plain.length / 500, "grew to " + body.length);
            }
        }
        assertTrue(coding.isEmpty() || Coded.encoded(coding, TEXT, 1_000).length < TEXT.length / 20);
    }

    @Test
    void othersReadItToo() throws CodingException, IOException {
        assertArrayEquals(TEXT, new GZIPInputStream(new ByteArrayInputStream(Coded.encoded("gzip", TEXT, 777))).readAllBytes());
        assertArrayEquals(TEXT, new InflaterInputStream(new ByteArrayInputStream(Coded.encoded("deflate", TEXT, 777))).readAllBytes());
        assertArrayEquals(TEXT, new com.aayushatharva.brotli4j.decoder.BrotliInputStream(new ByteArrayInputStream(Coded.encoded("br", TEXT, 777))).readAllBytes());
        assertArrayEquals(TEXT, new com.github.luben.zstd.ZstdInputStreamNoFinalizer(new ByteArrayInputStream(Coded.encoded("zstd", TEXT, 777))).readAllBytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "br", "zstd", "gzip, br", "zstd, gzip", ""})
    void afterAFlushEverythingSoFarCanBeRead(String coding) throws CodingException {
        try (Encoding encoding = Encoding.of(coding); Decoding decoding = Decoding.of(coding, Limits.DEFAULT)) {
            for (int event = 0; event < 50; event++) {
                byte[] said = Text.octets("data: " + event + " " + "x".repeat(event * 400) + "\n\n");
                ByteArrayOutputStream heard = new ByteArrayOutputStream();
                decoding.add(encoding.add(said), heard::writeBytes);
                decoding.add(encoding.flush(), heard::writeBytes);
                assertArrayEquals(said, heard.toByteArray());
            }
            ByteArrayOutputStream rest = new ByteArrayOutputStream();
            decoding.add(encoding.end(), rest::writeBytes);
            decoding.end();
            assertEquals(0, rest.size());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "br", "zstd"})
    void flushingTwiceAndOfNothingHarmsNothing(String coding) throws CodingException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (Encoding encoding = Encoding.of(coding)) {
            body.writeBytes(encoding.flush());
            body.writeBytes(encoding.flush());
            body.writeBytes(encoding.add(new byte[0]));
            body.writeBytes(encoding.add(TEXT));
            body.writeBytes(encoding.flush());
            body.writeBytes(encoding.flush());
            body.writeBytes(encoding.end());
        }
        assertArrayEquals(TEXT, Coded.decoded(coding, body.toByteArray(), Limits.DEFAULT, 100));
    }
}
