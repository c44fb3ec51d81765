package dev.postern.seclang;

import dev.postern.config.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lists of {@code name} and {@code name:value}, of which both targets and actions are made. A value may stand in single quotes, in which a backslash before another or before a single quote is
 * taken away.
 */
final class Entries {

    /** One of the list; a value that is empty and not quoted counts as none. */
    record Entry(Written name, Optional<Written> value, Before before) {}

    /** What separates an entry from the one before it. */
    enum Before {
        SEPARATOR,
        /** Blanks alone, which ModSecurity takes behind a value. */
        BLANKS
    }

    /** What the list is made of. */
    enum Kind {
        /** Separated by bars or commas; selectors between slashes may hold both. */
        TARGETS("|,"),
        /** Separated by commas. */
        ACTIONS(",");

        private final String separators;

        Kind(String separators) {
            this.separators = separators;
        }
    }

    private final Written text;
    private final Kind kind;
    private final Problems problems;
    private final List<Entry> entries = new ArrayList<>();
    private int at;
    private Before before = Before.SEPARATOR;
    /** From here on no slash ends a selector: it has been looked for, and is not looked for again and again. */
    private int slashless = Integer.MAX_VALUE;

    private Entries(Written text, Kind kind, Problems problems) {
        this.text = text;
        this.kind = kind;
        this.problems = problems;
    }

    /** Empty when the list cannot be told apart, which is reported; what could be told apart before that is lost with it. */
    static Optional<List<Entry>> of(Written text, Kind kind, Problems problems) {
        return new Entries(text, kind, problems).all();
    }

    private Optional<List<Entry>> all() {
        while (skipBlanks()) {
            int from = at;
            while (at < text.length() && text.charAt(at) != ':' && !ends(at)) {
                at++;
            }
            Written name = text.sub(from, at);
            if (name.isEmpty()) {
                problems.add(text.at(at), "nothing stands before this " + (text.charAt(at) == ':' ? "colon" : "separator"), "");
                return Optional.empty();
            }
            Optional<Written> value = Optional.empty();
            if (at < text.length() && text.charAt(at) == ':') {
                at++;
                value = value(name);
                if (value.isEmpty()) {
                    return Optional.empty();
                }
            }
            boolean quoted = at > 0 && text.charAt(at - 1) == '\'';
            entries.add(new Entry(name, value.filter(some -> quoted || !some.isEmpty()), before));
            if (!separated(value)) {
                return Optional.empty();
            }
        }
        return Optional.of(entries);
    }

    private boolean skipBlanks() {
        while (at < text.length() && Written.isBlank(text.charAt(at))) {
            at++;
        }
        return at < text.length();
    }

    private boolean ends(int index) {
        return index >= text.length() || isSeparator(text.charAt(index)) || Written.isBlank(text.charAt(index));
    }

    private boolean isSeparator(char c) {
        return kind.separators.indexOf(c) >= 0;
    }

    private boolean separated(Optional<Written> value) {
        int from = at;
        if (!skipBlanks()) {
            return true;
        }
        if (isSeparator(text.charAt(at))) {
            before = Before.SEPARATOR;
            at++;
            while (value.isPresent() && skipBlanks() && isSeparator(text.charAt(at))) {
                at++;
            }
            return true;
        }
        if (value.isPresent() && at > from) {
            before = Before.BLANKS;
            return true;
        }
        problems.add(text.at(at), (kind == Kind.ACTIONS ? "a comma" : "a bar") + " is missing before " + Seen.of(text.from(at)),
                kind == Kind.ACTIONS ? "a value with blanks or commas stands in single quotes, and a single quote in it is written \\'" : "targets are separated by |");
        return false;
    }

    private Optional<Written> value(Written name) {
        if (at < text.length() && text.charAt(at) == '\'') {
            return quoted();
        }
        int from = at;
        at = kind == Kind.TARGETS && !name.text().equalsIgnoreCase("XML") ? slashed() : at;
        while (!ends(at)) {
            at++;
        }
        return Optional.of(text.sub(from, at));
    }

    /** Where a selector between slashes ends: behind the slash that is followed by the end of the target. Here when there is none. */
    private int slashed() {
        if (at >= Math.min(text.length(), slashless) || text.charAt(at) != '/') {
            return at;
        }
        for (int end = at + 1; end < text.length(); end++) {
            if (text.charAt(end) == '\\') {
                end++;
            } else if (text.charAt(end) == '/' && ends(end + 1)) {
                return end + 1;
            }
        }
        slashless = at;
        return at;
    }

    private Optional<Written> quoted() {
        int opened = at++;
        Written.Builder value = new Written.Builder(text);
        while (at < text.length() && text.charAt(at) != '\'') {
            if (text.charAt(at) == '\\' && at + 1 < text.length() && (text.charAt(at + 1) == '\'' || text.charAt(at + 1) == '\\')) {
                at++;
            }
            value.add(text, at++);
        }
        if (at >= text.length()) {
            problems.add(text.at(opened), "this single quote is not closed", "a single quote inside is written \\'");
            return Optional.empty();
        }
        return Optional.of(value.end(text, at++));
    }
}
