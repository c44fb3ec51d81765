package dev.postern.pki;

import dev.postern.fuzz.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** A file with certificates, a key or revocation lists: read, or refused in words that name the file and repeat nothing of it. */
public final class PemFuzz {

    private static final Path FILE = file();

    private PemFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        Files.write(FILE, data);
        for (Function<Path, Object> reader : List.<Function<Path, Object>>of(Pem::certificates, Pem::privateKey, RevocationList::read)) {
            try {
                Text.holds(reader.apply(FILE) != null, "nothing and no error");
            } catch (IllegalArgumentException refused) {
                Text.holds(refused.getMessage().contains(FILE.toString()), "names no file: " + refused.getMessage());
            }
        }
    }

    private static Path file() {
        try {
            Path file = Files.createTempFile("pem", ".pem");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
