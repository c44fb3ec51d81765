package dev.postern.operator;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Where operators find the files their arguments name. */
@FunctionalInterface
public interface DataFiles {

    int MAX_BYTES = 8 * 1024 * 1024;

    /** @throws InvalidOperatorException when there is no such file, it cannot be read or is larger than {@value #MAX_BYTES} octets */
    byte[] read(String name) throws InvalidOperatorException;

    /** Names are relative to the rule file. Blocks on the disk. */
    static DataFiles beside(Path ruleFile) {
        return beside(ruleFile, file -> { });
    }

    /** @param asked is told of each file that is looked for, as an absolute path */
    static DataFiles beside(Path ruleFile, Consumer<Path> asked) {
        return name -> {
            try {
                Path file = ruleFile.resolveSibling(name).toAbsolutePath().normalize();
                asked.accept(file);
                return content(file);
            } catch (InvalidPathException notAPath) {
                throw new InvalidOperatorException("this is not the name of a file", "a path relative to the rule file");
            }
        };
    }

    private static byte[] content(Path file) throws InvalidOperatorException {
        if (!Files.isRegularFile(file)) {
            throw new InvalidOperatorException("there is no such file", "looked for " + file);
        }
        byte[] content;
        try (InputStream in = Files.newInputStream(file)) {
            content = in.readNBytes(MAX_BYTES + 1);
        } catch (IOException unreadable) {
            throw new InvalidOperatorException("the file cannot be read", file.toString());
        }
        if (content.length > MAX_BYTES) {
            throw new InvalidOperatorException("the file is larger than 8 MiB", file.toString());
        }
        return content;
    }
}
