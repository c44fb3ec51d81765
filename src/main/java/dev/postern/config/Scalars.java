package dev.postern.config;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Values written as one text that mean the same everywhere: texts, truth, numbers, choices, names. */
final class Scalars {

    private static final int MAX_TEXT = 4096;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final String NAME = "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$";
    private static final Pattern NAME_PATTERN = Pattern.compile(NAME);

    private Scalars() {}

    /** Any text without control characters. */
    static TextShape<String> text() {
        return new TextShape<>("a text", Scalars::checkedText, Json.anyText());
    }

    private static String checkedText(String text) {
        if (text.isBlank()) {
            throw new Unfit("the text is empty", "");
        }
        if (text.length() > MAX_TEXT) {
            throw new Unfit("a text of " + text.length() + " characters", "at most " + MAX_TEXT);
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new Unfit(Shown.of(text) + " holds a control character", "a text on one line");
        }
        return text;
    }

    static TextShape<Boolean> bool() {
        return new TextShape<>("true or false", text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new Unfit(Shown.of(text) + " is neither true nor false", "");
        }, Json.type("boolean"), Json::bool);
    }

    static TextShape<Long> number(long least, long most) {
        return new TextShape<>("a whole number from " + least + " to " + most, text -> {
            if (!NUMBER.matcher(text).matches()) {
                throw new Unfit(Shown.of(text) + " is not a whole number", "");
            }
            long number = Long.parseLong(text);
            if (number < least || number > most) {
                throw new Unfit(text + " is out of range", "");
            }
            return number;
        }, Json.type("integer").put("minimum", least).put("maximum", most), text -> Json.number(Long.parseLong(text)));
    }

    static TextShape<Integer> integer(int least, int most) {
        return number(least, most).map(Long::intValue);
    }

    /** One of the constants of an enum, in kebab case: {@code LEAST_REQUESTS} is {@code least-requests}. */
    static <E extends Enum<E>> TextShape<E> choice(E[] constants) {
        return choice(constants, constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    static <E extends Enum<E>> TextShape<E> choice(E[] constants, Function<E, String> words) {
        Map<String, E> byWord = new LinkedHashMap<>();
        for (E constant : constants) {
            byWord.put(words.apply(constant), constant);
        }
        return choice(byWord, "one of: ");
    }

    private static <E> TextShape<E> choice(Map<String, E> byWord, String expected) {
        String all = expected + String.join(", ", byWord.keySet());
        var schema = Json.object();
        var values = schema.putArray("enum");
        byWord.keySet().forEach(word -> {
            values.add(word);
            if (word.matches("[0-9]+(\\.[0-9]+)?")) {
                values.add(new BigDecimal(word));
            }
        });
        return new TextShape<>(all, text -> {
            E found = byWord.get(text);
            if (found == null) {
                throw new Unfit(Shown.of(text) + " is not known here", suggestion(text, byWord.keySet()) + "expected " + all);
            }
            return found;
        }, schema);
    }

    /** One of some words. */
    static TextShape<String> word(Collection<String> words) {
        Map<String, String> same = new LinkedHashMap<>();
        words.forEach(word -> same.put(word, word));
        return choice(same, "one of: ");
    }

    private static String suggestion(String text, Set<String> words) {
        Map<String, String> lower = new TreeMap<>();
        words.forEach(word -> lower.put(word.toLowerCase(Locale.ROOT), word));
        return Nearest.to(text.toLowerCase(Locale.ROOT), lower.keySet()).map(near -> "did you mean " + Shown.of(lower.get(near)) + "? ").orElse("");
    }

    static TextShape<String> name() {
        return new TextShape<>("a name of lower-case letters, digits and inner hyphens, at most 63", text -> {
            if (!NAME_PATTERN.matcher(text).matches()) {
                throw new Unfit(Shown.of(text) + " cannot be a name", "");
            }
            return text;
        }, Json.pattern(NAME));
    }

    /** A name that is declared where it stands. */
    static Shape<Located<String>> declares(Names.Kind kind) {
        return named((value, at, names) -> names.declare(kind, value, at));
    }

    /** The name of something declared elsewhere, of any of {@code kinds}. */
    static Shape<Located<String>> refersTo(Names.Kind... kinds) {
        List<Names.Kind> any = List.of(kinds);
        return named((value, at, names) -> names.refer(any, value, at));
    }

    private interface Use {

        void of(String name, Position at, Names names);
    }

    private static Shape<Located<String>> named(Use use) {
        return new Placed<>(name(), (value, at, reading) -> use.of(value, at, reading.names()));
    }

    /** A value with its place. */
    static <T> Shape<Located<T>> located(Shape<T> shape) {
        return new Placed<>(shape, (value, at, reading) -> { });
    }

    /** The same for a text in which later stages find their own places, an expression say. */
    static Shape<Located<String>> locatedText(Shape<String> shape) {
        return new PlacedText(shape);
    }
}
