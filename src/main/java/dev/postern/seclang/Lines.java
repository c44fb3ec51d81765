package dev.postern.seclang;

import dev.postern.config.Problems;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Lines of a rule file as Apache reads them: a line that ends in a backslash goes on in the next one, comments too; blank lines and comments, which begin with {@code #}, are passed
 * over.
 */
final class Lines {

    /** Of one directive, all its lines together. */
    static final int MAX_LENGTH = 512 * 1024;

    private final SourceText source;
    private final Problems problems;

    Lines(SourceText source, Problems problems) {
        this.source = source;
        this.problems = problems;
    }

    void forEach(Consumer<Written> line) {
        int first = 0;
        while (first < source.lines()) {
            int last = first;
            while (goesOn(last) && last + 1 < source.lines()) {
                last++;
            }
            joined(first, last).map(Written::stripped).filter(text -> !text.isEmpty()).ifPresent(line);
            first = last + 1;
        }
    }

    private boolean goesOn(int line) {
        int end = source.end(line);
        return end > source.start(line) && source.charAt(end - 1) == '\\';
    }

    /** Empty for a comment, and for what cannot be a directive. */
    private Optional<Written> joined(int first, int last) {
        if (isComment(first)) {
            return Optional.empty();
        }
        if (source.end(last) - source.start(first) > MAX_LENGTH) {
            problems.add(source.position(source.start(first)), "a directive of more than " + MAX_LENGTH + " octets", "close its quotes, or split it");
            return Optional.empty();
        }
        Written.Builder joined = new Written.Builder(source);
        for (int line = first; line <= last; line++) {
            int end = source.end(line) - (goesOn(line) ? 1 : 0);
            for (int at = source.start(line); at < end; at++) {
                if (source.charAt(at) == 0) {
                    problems.add(source.position(at), "a zero octet", "rule files are text");
                    return Optional.empty();
                }
                joined.add(source.charAt(at), at);
            }
        }
        return Optional.of(joined.end(source.end(last)));
    }

    private boolean isComment(int line) {
        int at = source.start(line);
        while (at < source.end(line) && Written.isBlank(source.charAt(at))) {
            at++;
        }
        return at < source.end(line) && source.charAt(at) == '#';
    }
}
