package dev.postern.secret;

import dev.postern.config.Position;
import java.util.ArrayList;
import java.util.List;

/** In which lines of a rule file its rules and their keys stand. Tells by how lines begin, so that text in quotes over several lines may mislead it: then a line nearby is named. */
final class RulePlaces {

    private final String file;
    private final String[] lines;
    private final List<Integer> rules = new ArrayList<>();

    RulePlaces(String file, String text) {
        this.file = file;
        lines = text.split("\n", -1);
        for (int line = 0; line < lines.length; line++) {
            if (lines[line].strip().replace(" ", "").startsWith("[[rules]]")) {
                rules.add(line);
            }
        }
    }

    Position start() {
        return new Position(file, 1, 1);
    }

    /** Of a key or table of the whole file. */
    Position key(String key) {
        return find(0, lines.length, key, start());
    }

    /** Of a rule's key, or of the rule if it does not have one. */
    Position rule(int index, String key) {
        if (index >= rules.size()) {
            return start();
        }
        int from = rules.get(index);
        return find(from, index + 1 < rules.size() ? rules.get(index + 1) : lines.length, key, new Position(file, from + 1, 1));
    }

    private Position find(int from, int to, String key, Position otherwise) {
        for (int line = from; line < to && !key.isEmpty(); line++) {
            String text = lines[line].stripLeading();
            String bare = text.replaceFirst("^\\[+(?:rules\\.)?", "");
            if (bare.startsWith(key)) {
                return new Position(file, line + 1, lines[line].length() - text.length() + 1);
            }
        }
        return otherwise;
    }
}
