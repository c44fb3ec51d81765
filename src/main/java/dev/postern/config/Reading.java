package dev.postern.config;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** What is gathered while a configuration is read: problems, names and who refers to them, files to watch. Confined to the reading thread. */
final class Reading {

    private final Problems problems = new Problems();
    private final Names names = new Names(problems);
    private final Set<Path> files = new LinkedHashSet<>();
    private final Environment environment;

    Reading(Environment environment) {
        this.environment = environment;
    }

    Problems problems() {
        return problems;
    }

    Names names() {
        return names;
    }

    Environment environment() {
        return environment;
    }

    Set<Path> files() {
        return files;
    }

    /** Remembers that the configuration rests on {@code file}, whether or not it is there. */
    void watch(Path file) {
        files.add(file);
    }

    <T> Optional<T> problem(Position at, String message, String hint) {
        problems.add(at, message, hint);
        return Optional.empty();
    }

    /** A path as {@code written}, absolute; relative ones start at the file they are written in. */
    static Path resolve(String written, Position at) {
        return Path.of(at.file()).toAbsolutePath().resolveSibling(written).normalize();
    }
}
