package dev.postern.seclang;

import dev.postern.config.Located;
import dev.postern.config.Position;
import java.util.List;

/**
 * A directive that sets something for the rules as a whole; a later one takes the place of an earlier one, except that {@link SettingName#RESPONSE_BODY_MIME_TYPE} adds.
 *
 * @param values as many as its form asks for; a choice is spelled as {@link SettingName} spells it
 */
public record Setting(Position at, SettingName name, List<Located<String>> values) implements Directive {

    public Setting {
        values = List.copyOf(values);
    }

    /** The first value. */
    public String text() {
        return values.getFirst().value();
    }

    public boolean isOn() {
        return text().equals("On");
    }

    /** The value of a setting that takes a number. */
    public long number() {
        return Long.parseLong(text());
    }
}
