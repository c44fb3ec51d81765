package dev.postern.detect;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A type of data, by the field's standard name: that of Google's infoTypes where there is one, else Presidio's, else the detector's own.
 *
 * @param name     capitals, digits and underscores: {@code CREDIT_CARD_NUMBER}
 * @param category what it is counted among; configuration may name a whole category
 * @param title    for people, without an article: "payment card number"
 * @param aliases  other names under which configuration may ask for it
 */
public record InfoType(String name, Category category, String title, List<String> aliases) {

    private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]*");

    public InfoType {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("an info type is written in capitals, digits and underscores, not '" + name + "'");
        }
        aliases = List.copyOf(aliases);
    }

    public static InfoType of(String name, Category category, String title, String... aliases) {
        return new InfoType(name, category, title, List.of(aliases));
    }

    @Override
    public String toString() {
        return name;
    }
}
