package dev.postern.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What is printed about the files of a folder, held against its {@code expected.txt}; {@code -Dpostern.golden.write=true} writes that afresh. */
public final class GoldenText {

    private GoldenText() {}

    /** The names of the folders in a folder, sorted. */
    public static List<String> folders(Path in) throws IOException {
        try (Stream<Path> folders = Files.list(in)) {
            return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
        }
    }

    /** As people see it, without where the folder is. */
    public static String printed(List<Problem> problems, Path folder) {
        return new ProblemPrinter(Colour.NEVER).print(problems)
                .replace(folder.toAbsolutePath() + "/", "").replace(folder.toAbsolutePath().toString(), ".").replace(folder + "/", "").replace(folder.toString(), ".");
    }

    public static void assertExpected(Path folder, String printed) throws IOException {
        Path expected = folder.resolve("expected.txt");
        if (Boolean.getBoolean("postern.golden.write")) {
            Files.writeString(expected, printed);
        }
        assertEquals(Files.readString(expected), printed);
    }
}
