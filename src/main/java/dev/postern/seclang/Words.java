package dev.postern.seclang;

import dev.postern.config.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Splits a line into words as Apache does: at blanks, unless a word stands in double or single quotes. A backslash before another, or before the quote that the word stands in, is taken
 * away; any other stays.
 */
final class Words {

    private final Written line;
    private final Problems problems;
    private final List<Written> words = new ArrayList<>();
    private int at;

    private Words(Written line, Problems problems) {
        this.line = line;
        this.problems = problems;
    }

    /** Empty when there is an error, which is reported. */
    static Optional<List<Written>> of(Written line, Problems problems) {
        return new Words(line, problems).all();
    }

    private Optional<List<Written>> all() {
        while (skipBlanks()) {
            char c = line.charAt(at);
            if (c != '"' && c != '\'') {
                words.add(bare());
            } else if (!quoted(c)) {
                return Optional.empty();
            }
        }
        return Optional.of(words);
    }

    /** False at the end. */
    private boolean skipBlanks() {
        while (at < line.length() && Written.isBlank(line.charAt(at))) {
            at++;
        }
        return at < line.length();
    }

    private Written bare() {
        Written.Builder word = new Written.Builder(line);
        while (at < line.length() && !Written.isBlank(line.charAt(at))) {
            if (line.charAt(at) == '\\' && at + 1 < line.length() && line.charAt(at + 1) == '\\') {
                at++;
            }
            word.add(line, at++);
        }
        return word.end(line, at);
    }

    private boolean quoted(char quote) {
        int opened = at++;
        Written.Builder word = new Written.Builder(line);
        while (at < line.length() && line.charAt(at) != quote) {
            if (line.charAt(at) == '\\' && at + 1 < line.length() && (line.charAt(at + 1) == '\\' || line.charAt(at + 1) == quote)) {
                at++;
            }
            word.add(line, at++);
        }
        if (at >= line.length()) {
            problems.add(line.at(opened), "this quote is not closed", "a line goes on in the next one if it ends in a backslash, with nothing behind it");
            return false;
        }
        words.add(word.end(line, at++));
        if (at < line.length() && !Written.isBlank(line.charAt(at))) {
            problems.add(line.at(at), "text directly behind a closing quote", "a quote inside is written \\" + quote);
            return false;
        }
        return true;
    }
}
