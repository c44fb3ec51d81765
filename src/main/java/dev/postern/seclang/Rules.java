package dev.postern.seclang;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What rule files say.
 *
 * @param directives in reading order, includes followed
 * @param files      absolute paths to watch: the files read, those that may appear, and directories that patterns look in
 */
public record Rules(List<Directive> directives, Set<Path> files) {

    public Rules {
        directives = List.copyOf(directives);
        files = Collections.unmodifiableSet(new LinkedHashSet<>(files));
    }

    /** The rules alone. */
    public Stream<Rule> rules() {
        return directives.stream().filter(Rule.class::isInstance).map(Rule.class::cast);
    }
}
