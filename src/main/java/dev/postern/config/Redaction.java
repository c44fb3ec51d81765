package dev.postern.config;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hides in a line of configuration what may be a secret: user information in URIs, and whatever follows a key that is about secrets, also misspelt,
 * on its line or below it, unless it says where the secret is ({@code {file: …}}, {@code {env: …}}). Each character of it becomes an asterisk, so
 * that carets still point right.
 */
final class Redaction {

    private static final Pattern KEY = Pattern.compile("([A-Za-z0-9_.-]{3,64})([\"'][ \\t]*:[ \\t]*|[ \\t]*:([ \\t]+|$))");
    private static final Pattern SECRETIVE = Pattern.compile("(?i).*(secr|scret|sercet|passw|passphrase|pwd|credential|private|api[_-]?key).*");
    private static final String FILE_OR_ENV = "(file[ \\t]*:[^{}]*|env[ \\t]*:[ \\t]*[\"']?[A-Za-z_][A-Za-z0-9_]*[\"']?[ \\t]*)";
    private static final Pattern PLACE = Pattern.compile("\\{[ \\t]*" + FILE_OR_ENV + "}.*|(true|false)([ \\t,}].*)?|[ \\t]*(#.*)?");
    private static final Pattern PLACE_BELOW = Pattern.compile("[ \\t]*" + FILE_OR_ENV);
    private static final Pattern USER_INFO = Pattern.compile("(?<=//)[^/\\s]*(?=@)");
    private static final int LOOK_BACK = 200;

    /** How far the value of a key reaches: into deeper lines, or, with nothing beside it, to the next line however that is indented. */
    private enum Reach { GOES_ON, BEGINS_BELOW }

    private Redaction() {}

    /** Line {@code index} (from 0) of a file, fit to be shown. */
    static String of(List<String> lines, int index) {
        String line = lines.get(index);
        if (line.contains("-----BEGIN") || isBelowSecret(lines, index)) {
            return "*".repeat(line.length());
        }
        StringBuilder shown = new StringBuilder(USER_INFO.matcher(line).replaceAll(info -> "*".repeat(info.group().length())));
        Matcher key = KEY.matcher(line);
        while (key.find()) {
            if (isSecretive(key.group(1)) && !PLACE.matcher(line.substring(key.end())).matches()) {
                shown.replace(key.end(), shown.length(), "*".repeat(line.length() - key.end()));
            }
        }
        return shown.toString();
    }

    /** Whether the line is a value, or goes on with one, that a secretive key above it begins. */
    private static boolean isBelowSecret(List<String> lines, int index) {
        String line = lines.get(index);
        if (line.isBlank() || PLACE_BELOW.matcher(line).matches()) {
            return false;
        }
        int indent = indent(line);
        for (int above = index - 1; above >= Math.max(0, index - LOOK_BACK); above--) {
            String candidate = lines.get(above);
            if (!candidate.isBlank() && (indent(candidate) < indent || above == index - 1)) {
                Reach reach = indent(candidate) < indent ? Reach.GOES_ON : Reach.BEGINS_BELOW;
                if (endsInSecretiveKey(candidate, reach)) {
                    return true;
                }
                indent = Math.min(indent, indent(candidate));
            }
        }
        return false;
    }

    /** Whether the last key of the line is a secretive one whose value is not whole on the line, as far as that can be told without parsing. */
    private static boolean endsInSecretiveKey(String line, Reach reach) {
        String last = "";
        String rest = "";
        for (Matcher key = KEY.matcher(line); key.find();) {
            last = key.group(1);
            rest = line.substring(key.end()).strip();
        }
        return !last.isEmpty() && isSecretive(last) && (rest.isEmpty() || reach == Reach.GOES_ON && !rest.startsWith("{"));
    }

    private static boolean isSecretive(String key) {
        return SECRETIVE.matcher(key).matches() || Nearest.distance(key.toLowerCase(Locale.ROOT), "client-secret", 5) < 5;
    }

    /** The dash of a list element counts as indentation: its keys stand below one another. */
    private static int indent(String line) {
        int at = 0;
        while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t' || line.startsWith("- ", at))) {
            at++;
        }
        return at;
    }
}
