package dev.postern.body;

import dev.postern.fuzz.Text;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** The first octet says which coding. What is decoded stays within its limits, and is what the platform's reader decodes. */
public final class ContentDecodingFuzz {

    private static final List<String> CODINGS = List.of("gzip", "deflate", "br", "gzip, deflate");
    private static final ContentDecoding.Limits LIMITS = new ContentDecoding.Limits(1 << 20, 50);

    private ContentDecodingFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        if (data.length == 0) {
            return;
        }
        String coding = CODINGS.get((data[0] & 0xff) % CODINGS.size());
        byte[] body = Arrays.copyOfRange(data, 1, data.length);
        Decoded decoded = ContentDecoding.decode(body, coding, LIMITS);
        Text.holds(decoded.content().length <= Math.max(64 << 10, 50L * body.length) + 1, "more than allowed");
        if (decoded.error().isEmpty() && (coding.equals("gzip") || coding.equals("deflate"))) {
            InputStream in = new ByteArrayInputStream(body);
            try (InputStream plain = coding.equals("gzip") ? new GZIPInputStream(in) : new InflaterInputStream(in)) {
                Text.holds(Arrays.equals(plain.readAllBytes(), decoded.content()), "decoded otherwise");
            }
        }
    }
}
