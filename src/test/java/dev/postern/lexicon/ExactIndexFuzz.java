package dev.postern.lexicon;

import dev.postern.fuzz.Text;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** An index: what is read was made with the key and is written again as it was; all else is refused. */
public final class ExactIndexFuzz {

    private static final ExactKey KEY = ExactKey.of(new byte[32]);

    private ExactIndexFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        ExactIndex index;
        try {
            index = ExactIndex.read(new ByteArrayInputStream(data), KEY);
        } catch (IOException refused) {
            return;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        index.write(out);
        Text.same(Text.hex(data), Text.hex(out.toByteArray()), "read and written otherwise");
    }
}
