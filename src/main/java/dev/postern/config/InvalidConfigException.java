package dev.postern.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The configuration cannot be used; it carries every problem found. */
public final class InvalidConfigException extends RuntimeException {

    private final transient List<Problem> problems;
    private final transient Set<Path> files;

    public InvalidConfigException(List<Problem> problems) {
        this(problems, Set.of());
    }

    private InvalidConfigException(List<Problem> problems, Set<Path> files) {
        super(problems.stream().map(p -> p.at() + ": " + p.message()).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
        this.files = Set.copyOf(files);
    }

    /** The same, found in these. */
    public InvalidConfigException in(Set<Path> read) {
        return new InvalidConfigException(problems, read);
    }

    public List<Problem> problems() {
        return problems;
    }

    /** What was read: when one of them changes, it may be valid. */
    public Set<Path> files() {
        return files;
    }
}
