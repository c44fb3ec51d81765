package dev.postern.secret;

import dev.postern.automaton.BytePattern;
import dev.postern.automaton.Found;
import dev.postern.automaton.Phrases;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What is no secret although a rule matches, as gitleaks has it. Commits are nothing that traffic has: a list of them allows nothing.
 *
 * @param regexes   all in one
 * @param stopWords secrets that contain one are allowed
 * @param paths     all in one
 * @param commits   whether it names some
 */
record Allowlist(Condition condition, Target target, Optional<BytePattern> regexes, Optional<Phrases> stopWords, Optional<BytePattern> paths, boolean commits) {

    /** Whether one of its lists is enough, or each must hold that is not empty. */
    enum Condition { ANY, ALL }

    /** What its patterns are held against. */
    enum Target { SECRET, MATCH, LINE }

    /** What was found, for allow lists to look at. */
    record Seen(byte[] secret, byte[] match, byte[] line, Optional<String> file) {}

    boolean allows(Seen seen) {
        return condition == Condition.ANY ? byFile(seen) || byText(seen) || byWord(seen)
                : !commits && (paths.isEmpty() || byFile(seen)) && (regexes.isEmpty() || byText(seen)) && (stopWords.isEmpty() || byWord(seen));
    }

    private boolean byFile(Seen seen) {
        return paths.isPresent() && seen.file.isPresent() && allowsFile(seen.file.get());
    }

    private boolean byText(Seen seen) {
        return regexes.isPresent() && regexes.get().find(switch (target) {
            case SECRET -> seen.secret;
            case MATCH -> seen.match;
            case LINE -> seen.line;
        }) != Found.NO;
    }

    private boolean byWord(Seen seen) {
        return stopWords.isPresent() && stopWords.get().find(seen.secret) >= 0;
    }

    boolean allowsFile(String file) {
        return paths.isPresent() && paths.get().find(file.getBytes(StandardCharsets.UTF_8)) != Found.NO;
    }

    /** Whether the file alone is enough. */
    boolean allowsAllOf(String file) {
        return (condition == Condition.ANY || !commits && regexes.isEmpty() && stopWords.isEmpty()) && allowsFile(file);
    }
}
