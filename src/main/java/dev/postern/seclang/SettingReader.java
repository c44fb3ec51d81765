package dev.postern.seclang;

import dev.postern.config.Located;
import dev.postern.config.Problems;
import java.util.List;
import java.util.Optional;

/** Reads the values of settings. */
final class SettingReader {

    private static final long MAX = Integer.MAX_VALUE;

    private final Problems problems;
    private final Numbers numbers;

    SettingReader(Problems problems) {
        this.problems = problems;
        this.numbers = new Numbers(problems);
    }

    /** @param line the directive's name and its arguments */
    Optional<Directive> read(SettingName name, List<Written> line) {
        List<Written> arguments = line.subList(1, line.size());
        return count(name, line.getFirst(), arguments).flatMap(checked -> values(name, checked)).map(values -> new Setting(line.getFirst().at(), name, values));
    }

    private Optional<List<Written>> count(SettingName name, Written written, List<Written> arguments) {
        int most = switch (name.form()) {
            case NOTHING -> 0;
            case CHOICE, NUMBER, POSITIVE, TEXT -> 1;
            case TEXTS -> Integer.MAX_VALUE;
        };
        if (arguments.size() > most) {
            problems.add(arguments.get(most).at(), name.written() + (most == 0 ? " takes no value" : " takes one value"), "");
        } else if (arguments.isEmpty() && most > 0) {
            problems.add(written.at(), name.written() + " needs a value", String.join(" or ", name.choices()));
        }
        return arguments.size() > most || arguments.isEmpty() && most > 0 ? Optional.empty() : Optional.of(arguments);
    }

    private Optional<List<Located<String>>> values(SettingName name, List<Written> arguments) {
        return switch (name.form()) {
            case NOTHING -> Optional.of(List.of());
            case TEXT, TEXTS -> Optional.of(arguments.stream().map(Written::located).toList());
            case NUMBER -> number(arguments.getFirst(), 0);
            case POSITIVE -> number(arguments.getFirst(), 1);
            case CHOICE -> choice(name, arguments.getFirst());
        };
    }

    private Optional<List<Located<String>>> number(Written value, long least) {
        return numbers.between(value, least, MAX).map(number -> List.of(new Located<>(Long.toString(number), value.at())));
    }

    private Optional<List<Located<String>>> choice(SettingName name, Written value) {
        Optional<String> choice = name.choices().stream().filter(value.text()::equalsIgnoreCase).findFirst();
        if (choice.isEmpty()) {
            problems.add(value.at(), name.written() + " cannot be " + Seen.of(value), String.join(" or ", name.choices()));
        }
        return choice.map(chosen -> List.of(new Located<>(chosen, value.at())));
    }
}
