package dev.postern.coding;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** Bodies coded by others than this package, and what is made of them here. */
final class Coded {

    @FunctionalInterface
    private interface Over {
        OutputStream over(OutputStream out) throws IOException;
    }

    private Coded() {}

    /** @param coding also {@code raw}, deflate without its header */
    static byte[] by(String coding, byte[] plain) {
        return switch (coding) {
            case "gzip" -> through(plain, GZIPOutputStream::new);
            case "deflate" -> through(plain, DeflaterOutputStream::new);
            case "raw" -> through(plain, out -> new DeflaterOutputStream(out, new Deflater(9, true)));
            case "br" -> brotli(plain);
            case "zstd" -> Zstd.compress(plain, 3);
            default -> throw new IllegalArgumentException(coding);
        };
    }

    private static byte[] brotli(byte[] plain) {
        Brotli4jLoader.ensureAvailability();
        try {
            return Encoder.compress(plain, new Encoder.Parameters().setQuality(5));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static byte[] through(byte[] plain, Over coding) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream coded = coding.over(out)) {
            coded.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    /** @param cuts after how many octets the body is cut, again and again in turn */
    static byte[] decoded(String coding, byte[] body, Limits limits, int... cuts) throws CodingException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Decoding decoding = Decoding.of(coding, limits)) {
            int turn = 0;
            for (int at = 0; at < body.length;) {
                int to = Math.min(body.length, at + cuts[turn++ % cuts.length]);
                decoding.add(Arrays.copyOfRange(body, at, to), out::writeBytes);
                at = to;
            }
            decoding.end();
        }
        return out.toByteArray();
    }

    static byte[] encoded(String coding, byte[] plain, int... cuts) throws CodingException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Encoding encoding = Encoding.of(coding)) {
            int turn = 0;
            for (int at = 0; at < plain.length;) {
                int to = Math.min(plain.length, at + cuts[turn++ % cuts.length]);
                out.writeBytes(encoding.add(Arrays.copyOfRange(plain, at, to)));
                at = to;
            }
            out.writeBytes(encoding.end());
        }
        return out.toByteArray();
    }
}
