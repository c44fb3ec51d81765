package dev.postern.firewall;

import java.util.Collection;
import java.util.stream.Collectors;

/** Exclusions as they are written in a profile. */
public final class Exclusions {

    private Exclusions() {}

    /** {@code - {rules: [942100], targets: ["ARGS:q"]}}; what has no selector of its own is a whole variable. */
    public static String line(String rule, Collection<String> targets) {
        return "- {rules: [" + rule + "], targets: [" + targets.stream().map(Exclusions::quoted).collect(Collectors.joining(", ")) + "]}";
    }

    private static String quoted(String target) {
        return '"' + target.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
