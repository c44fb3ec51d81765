package dev.postern.config;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration cannot be used; it carries every problem found. */
public final class InvalidConfigException extends RuntimeException {

    private final transient List<Problem> problems;

    public InvalidConfigException(List<Problem> problems) {
        super(problems.stream().map(p -> p.at() + ": " + p.message()).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
