package dev.postern.config;

import dev.postern.fuzz.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A configuration file: read, or refused with problems that can be printed, each at a place in the file. */
public final class ConfigReaderFuzz {

    private static final Path FILE = file();
    private static final int MAX = 16 * 1024;

    private ConfigReaderFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        if (data.length > MAX) {
            return;
        }
        Files.write(FILE, data);
        try {
            Text.holds(!ConfigReader.read(FILE, name -> java.util.Optional.empty()).version().isEmpty(), "no version");
        } catch (InvalidConfigException refused) {
            Text.holds(!refused.problems().isEmpty(), "refused without a problem");
            for (Problem problem : refused.problems()) {
                Text.holds(problem.at().line() >= 1 && problem.at().column() >= 1, "at " + problem.at());
            }
            String shown = new ProblemPrinter(Colour.NEVER).print(refused.problems());
            Text.holds(shown.chars().noneMatch(c -> c < 0x20 && c != '\n' && c != '\t' || c == 0x7f || c >= 0x80 && c < 0xa0), "a control character is shown");
        }
    }

    private static Path file() {
        try {
            Path file = Files.createTempDirectory("config").resolve("postern.yaml");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
