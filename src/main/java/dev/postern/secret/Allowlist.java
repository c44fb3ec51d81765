package dev.postern.secret;

import dev.postern.automaton.BytePattern;
import dev.postern.automaton.Found;
import dev.postern.automaton.Phrases;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What is no secret although a rule matches, as gitleaks has it. Commits are nothing that traffic has: a list of them allows nothing.
 *
 * @param stopWords secrets that contain one are allowed
 * @param commits   whether it names some
 */
record Allowlist(Condition condition, Target target, List<BytePattern> regexes, Optional<Phrases> stopWords, List<BytePattern> paths, boolean commits) {

    /** Whether one of its lists is enough, or each must hold that is not empty. */
    enum Condition { ANY, ALL }

    /** What its patterns are held against. */
    enum Target { SECRET, MATCH, LINE }

    Allowlist {
        regexes = List.copyOf(regexes);
        paths = List.copyOf(paths);
    }

    /** What was found, for allow lists to look at. */
    record Seen(byte[] secret, byte[] match, byte[] line, Optional<String> file) {}

    boolean allows(Seen seen) {
        boolean path = seen.file.isPresent() && allowsFile(seen.file.get());
        boolean regex = matchesAny(regexes, switch (target) {
            case SECRET -> seen.secret;
            case MATCH -> seen.match;
            case LINE -> seen.line;
        });
        boolean word = stopWords.isPresent() && stopWords.get().find(seen.secret) >= 0;
        if (condition == Condition.ANY) {
            return path || regex || word;
        }
        return !commits && (paths.isEmpty() || path) && (regexes.isEmpty() || regex) && (stopWords.isEmpty() || word);
    }

    boolean allowsFile(String file) {
        return matchesAny(paths, file.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether the file alone is enough. */
    boolean allowsAllOf(String file) {
        return (condition == Condition.ANY || !commits && regexes.isEmpty() && stopWords.isEmpty()) && allowsFile(file);
    }

    private static boolean matchesAny(List<BytePattern> patterns, byte[] in) {
        return patterns.stream().anyMatch(pattern -> pattern.find(in) != Found.NO);
    }
}
