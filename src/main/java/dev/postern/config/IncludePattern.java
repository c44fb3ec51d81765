package dev.postern.config;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/**
 * One line under {@code include}: a file, or a pattern with wildcards in its last part. Files a pattern finds are read in the order of their names;
 * it may find none.
 */
final class IncludePattern {

    private IncludePattern() {}

    /** Empty when it cannot be followed; the problem has been reported. */
    static Optional<List<Path>> files(Located<String> pattern, Reading reading) {
        try {
            Path path = shown(pattern);
            if (path.getFileName() == null) {
                return reading.problem(pattern.at(), Shown.of(pattern.value()) + " is not a file", "");
            }
            boolean wild = isWild(path.getFileName().toString());
            if (path.getParent() != null && isWild(path.getParent().toString())) {
                return reading.problem(pattern.at(), Shown.of(pattern.value()) + " has a wildcard in a directory's name",
                        "wildcards may stand in the last part alone: conf.d/*.yaml");
            }
            return wild ? matching(path, pattern, reading) : Optional.of(List.of(path));
        } catch (InvalidPathException notAPath) {
            return reading.problem(pattern.at(), Shown.of(pattern.value()) + " is not a path", "the path of a file, relative to this one");
        }
    }

    /** Relative to the including file as that was written, so that problems name files the way people do. */
    private static Path shown(Located<String> pattern) {
        return Path.of(pattern.at().file()).resolveSibling(pattern.value()).normalize();
    }

    private static boolean isWild(String name) {
        return name.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
    }

    private static Optional<List<Path>> matching(Path path, Located<String> pattern, Reading reading) {
        Path directory = path.getParent() == null ? Path.of("") : path.getParent();
        reading.watch(directory.toAbsolutePath().normalize());
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, path.getFileName().toString())) {
            for (Path file : found) {
                if (Files.isRegularFile(file) && files.size() <= ConfigFiles.MAX_FILES) {
                    files.add(file);
                }
            }
        } catch (PatternSyntaxException broken) {
            return reading.problem(pattern.at(), Shown.of(pattern.value()) + " is not a pattern", "for example conf.d/*.yaml");
        } catch (IOException | DirectoryIteratorException unreadable) {
            return reading.problem(pattern.at(), "there is no directory " + Shown.of(directory.toString()),
                    "looked for " + directory.toAbsolutePath().normalize());
        }
        files.sort(null);
        return Optional.of(files);
    }
}
