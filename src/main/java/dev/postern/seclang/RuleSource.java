package dev.postern.seclang;

import dev.postern.config.Position;
import dev.postern.config.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Rule files, one after the other, includes in their place. Confined to the reading thread. */
final class RuleSource {

    static final int MAX_FILE_BYTES = 8 * 1024 * 1024;
    static final int MAX_ALL_BYTES = 64 * 1024 * 1024;
    static final int MAX_FILES = 1000;
    static final int MAX_DEPTH = 8;
    static final int MAX_PROBLEMS = 1000;

    private final Problems problems;
    private final int before;
    private final RuleCollector rules;
    private final DirectiveReader directives;
    private final Consumer<Path> asked;
    private final Set<Path> watched = new LinkedHashSet<>();
    private final List<Path> open = new ArrayList<>();
    private int files;
    private long bytes;

    /** @param asked is told of each path to watch, before it is looked at */
    RuleSource(Problems problems, Consumer<Path> asked) {
        this.problems = problems;
        this.asked = asked;
        this.before = problems.count();
        this.rules = new RuleCollector(problems);
        this.directives = new DirectiveReader(problems, rules, new Includes(problems, this::watch, this::file));
    }

    /** @param cause where the file is named; its own start when it is the first */
    void file(Path file, Position cause) {
        Path real = real(file);
        watch(file);
        if (open.contains(real)) {
            broken(cause, "the file includes itself", "by way of " + String.join(", ", open.stream().map(path -> path.getFileName().toString()).toList()));
        } else if (open.size() >= MAX_DEPTH || files >= MAX_FILES) {
            broken(cause, open.size() >= MAX_DEPTH ? "includes go deeper than " + MAX_DEPTH + " files" : "more than " + MAX_FILES + " files", "");
        } else {
            files++;
            open.add(real);
            content(file, cause).ifPresent(content -> text(new SourceText(file.toString(), content)));
            open.removeLast();
        }
    }

    private void watch(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        if (watched.add(absolute)) {
            asked.accept(absolute);
        }
    }

    void text(SourceText text) {
        new Lines(text, problems).forEach(line -> {
            if (problems.count() - before < MAX_PROBLEMS) {
                directives.read(line);
            }
        });
        rules.endOfFile();
    }

    private Optional<byte[]> content(Path file, Position cause) {
        if (!Files.isRegularFile(file)) {
            boolean there = Files.exists(file);
            return broken(cause, "there is no " + (there ? "regular file " : "file ") + Seen.of(file.getFileName() == null ? "" : file.getFileName().toString()),
                    (there ? "this is " : "looked for ") + file.toAbsolutePath().normalize());
        }
        byte[] content;
        try (InputStream in = Files.newInputStream(file)) {
            content = in.readNBytes(MAX_FILE_BYTES + 1);
        } catch (IOException unreadable) {
            return broken(cause, "the file cannot be read", file.toAbsolutePath().normalize().toString());
        }
        bytes += content.length;
        if (content.length > MAX_FILE_BYTES || bytes > MAX_ALL_BYTES) {
            return broken(cause, content.length > MAX_FILE_BYTES ? "the file is larger than 8 MiB" : "the rule files are larger than 64 MiB together", "");
        }
        return Optional.of(content);
    }

    private <T> Optional<T> broken(Position at, String message, String hint) {
        problems.add(at, message, hint);
        rules.incomplete();
        return Optional.empty();
    }

    Rules end() {
        return new Rules(rules.end(), watched);
    }

    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException missing) {
            return file.toAbsolutePath().normalize();
        }
    }
}
