package dev.postern.firewall;

import dev.postern.config.Located;
import dev.postern.config.Position;
import dev.postern.config.Problems;
import dev.postern.seclang.Selections;
import dev.postern.seclang.Target;
import java.util.Collection;
import java.util.stream.Collectors;

/** Exclusions as they are written in a profile. */
public final class Exclusions {

    private static final Position NOWHERE = new Position("", 1, 1);

    private Exclusions() {}

    /** {@code - {rules: [942100], targets: ["ARGS:q"]}}; what has no selector of its own is a whole variable, and without targets it is the whole rule. */
    public static String line(String rule, Collection<String> targets) {
        boolean whole = targets.stream().allMatch(String::isEmpty);
        return "- {rules: [" + rule + "]" + (whole ? "" : ", targets: [" + targets.stream().map(Exclusions::quoted).collect(Collectors.joining(", ")) + "]") + "}";
    }

    /**
     * Whether the place where a rule matched, written as a target, is that place and no other: a name with a comma or a bar in it is two, one between slashes a pattern; a control
     * character can stand in no configuration.
     */
    public static boolean isTarget(String place) {
        int colon = place.indexOf(':');
        boolean writable = place.chars().noneMatch(c -> Character.isISOControl(c) || c > 0xff);
        return writable && Selections.target(new Located<>(place, NOWHERE), new Problems()).filter(target -> switch (target.selector().orElse(null)) {
            case null -> colon < 0;
            case Target.Selector.Name name -> colon > 0 && name.name().equals(place.substring(colon + 1));
            case Target.Selector.Path _ -> true;
            case Target.Selector.Pattern _ -> false;
        }).isPresent();
    }

    /** What comes from a request, for a terminal: {@code \x1b} for all but visible US-ASCII. */
    public static String visible(String text) {
        StringBuilder out = new StringBuilder();
        text.chars().forEach(c -> out.append(c < 0x20 || c > 0x7e ? "\\x%02x".formatted(c) : String.valueOf((char) c)));
        return out.toString();
    }

    private static String quoted(String target) {
        return '"' + visible(target.replace("\\", "\\\\").replace("\"", "\\\"")) + '"';
    }
}
