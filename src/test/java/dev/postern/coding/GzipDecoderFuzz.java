package dev.postern.coding;

import dev.postern.fuzz.Text;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** The first octet says how the body behind it is cut. What is decoded is what the platform's reader decodes. */
public final class GzipDecoderFuzz {

    private GzipDecoderFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        Cuts.check("gzip", data);
        if (data.length > 1) {
            byte[] body = Arrays.copyOfRange(data, 1, data.length);
            byte[] content;
            try {
                content = Coded.decoded("gzip", body, Limits.DEFAULT, body.length);
            } catch (CodingException notGzip) {
                return;
            }
            Text.holds(Arrays.equals(content, new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes()), "decoded otherwise");
        }
    }
}
