package dev.postern.seclang;

import dev.postern.config.Position;
import dev.postern.config.Problems;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.PatternSyntaxException;

/**
 * {@code Include} and {@code IncludeOptional}: a file, or a pattern with wildcards ({@code * ? [ ]}) in any part of its path, relative to the file it is written in. Files that a pattern
 * finds are read in the order of their names.
 */
final class Includes {

    /** Whether it is an error when nothing is found. */
    enum Need { REQUIRED, OPTIONAL }

    private final Problems problems;
    private final Consumer<Path> watched;
    private final BiConsumer<Path, Position> read;

    /** @param watched is told of each path, before it is looked at */
    Includes(Problems problems, Consumer<Path> watched, BiConsumer<Path, Position> read) {
        this.problems = problems;
        this.watched = watched;
        this.read = read;
    }

    void follow(Written pattern, Need need) {
        Position at = pattern.at();
        find(pattern).ifPresent(files -> {
            if (files.isEmpty() && need == Need.REQUIRED) {
                problems.add(at, "there is no file " + Seen.of(pattern), "IncludeOptional may find nothing; looked for " + from(pattern).toAbsolutePath().normalize());
            }
            files.forEach(file -> read.accept(file, at));
        });
    }

    /** Relative to the including file as that was written, so that problems name files the way people do. */
    private static Path from(Written pattern) {
        return Path.of(pattern.at().file()).resolveSibling(pattern.text());
    }

    /** Empty when it is no pattern, which is reported. */
    private Optional<List<Path>> find(Written pattern) {
        try {
            Path path = from(pattern);
            List<Path> found = List.of(path.getRoot() == null ? Path.of("") : path.getRoot());
            for (Path part : path) {
                found = isWild(part.toString()) ? matching(found, part.toString()) : found.stream().map(parent -> parent.resolve(part)).toList();
            }
            List<Path> files = found.stream().map(Path::normalize).toList();
            files.forEach(watched);
            return Optional.of(files.stream().filter(Files::exists).toList());
        } catch (InvalidPathException | PatternSyntaxException broken) {
            problems.add(pattern.at(), Seen.of(pattern) + " is not a path or a pattern", "for example rules/*.conf");
            return Optional.empty();
        }
    }

    private static boolean isWild(String part) {
        return part.chars().anyMatch(c -> "*?[".indexOf(c) >= 0);
    }

    private List<Path> matching(List<Path> parents, String part) {
        List<Path> matching = new ArrayList<>();
        for (Path parent : parents) {
            watched.accept(parent);
            List<Path> below = new ArrayList<>();
            try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, part.replace("{", "\\{").replace("}", "\\}"))) {
                for (Path path : found) {
                    if (below.size() + matching.size() <= RuleSource.MAX_FILES) {
                        below.add(path);
                    }
                }
            } catch (IOException | DirectoryIteratorException nothing) {
                // No such directory: the pattern finds nothing there.
                below.clear();
            }
            below.sort(null);
            matching.addAll(below);
        }
        return matching;
    }
}
