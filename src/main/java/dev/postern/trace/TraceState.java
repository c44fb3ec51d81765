package dev.postern.trace;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads {@code tracestate} (W3C Trace Context, Level 1, §3.3): at most 32 entries {@code key=value}, each key once. One that is not as it should be makes all of it nothing. More than
 * {@value #MAX} characters are not passed on: the entries at the end, which are the oldest, are left out whole.
 */
final class TraceState {

    static final int MAX = 512;

    private static final int MAX_RECEIVED = 8_192;
    private static final int MAX_ENTRIES = 32;
    private static final int MAX_KEY = 256;
    private static final int MAX_TENANT = 241;
    private static final int MAX_SYSTEM = 14;
    private static final int MAX_VALUE = 256;

    private TraceState() {}

    /** @return one line; empty when there is none or it is not as it should be */
    static String read(List<String> lines) {
        if (lines.isEmpty()) {
            return "";
        }
        String all = String.join(",", lines);
        List<String> entries = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        if (all.length() > MAX_RECEIVED) {
            return "";
        }
        for (int from = 0; from <= all.length();) {
            int comma = all.indexOf(',', from);
            int until = comma < 0 ? all.length() : comma;
            String entry = withoutBlanks(all, from, until);
            int equals = entry.indexOf('=');
            if (!entry.isEmpty()) {
                if (equals < 0 || !isKey(entry.substring(0, equals)) || !isValue(entry, equals + 1) || !keys.add(entry.substring(0, equals)) || keys.size() > MAX_ENTRIES) {
                    return "";
                }
                entries.add(entry);
            }
            from = until + 1;
        }
        return bounded(entries);
    }

    private static String bounded(List<String> entries) {
        StringBuilder kept = new StringBuilder();
        for (String entry : entries) {
            if (kept.length() + 1 + entry.length() > MAX) {
                break;
            }
            kept.append(kept.isEmpty() ? "" : ",").append(entry);
        }
        return kept.toString();
    }

    /** Blanks and tabs around an entry mean nothing, except those that a value begins with. */
    private static String withoutBlanks(String text, int from, int until) {
        int begin = from;
        int end = until;
        while (begin < end && isBlank(text.charAt(begin))) {
            begin++;
        }
        while (end > begin && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(begin, end);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static boolean isKey(String key) {
        int at = key.indexOf('@');
        if (at < 0) {
            return key.length() <= MAX_KEY && !key.isEmpty() && isLetter(key.charAt(0)) && isMadeOfKeyCharacters(key);
        }
        String tenant = key.substring(0, at);
        String system = key.substring(at + 1);
        return !tenant.isEmpty() && tenant.length() <= MAX_TENANT && (isLetter(tenant.charAt(0)) || isDigit(tenant.charAt(0))) && isMadeOfKeyCharacters(tenant)
                && !system.isEmpty() && system.length() <= MAX_SYSTEM && isLetter(system.charAt(0)) && isMadeOfKeyCharacters(system);
    }

    private static boolean isMadeOfKeyCharacters(String text) {
        return text.chars().allMatch(c -> isLetter((char) c) || isDigit((char) c) || c == '_' || c == '-' || c == '*' || c == '/');
    }

    private static boolean isValue(String entry, int from) {
        int length = entry.length() - from;
        for (int at = from; at < entry.length(); at++) {
            char c = entry.charAt(at);
            if (c < ' ' || c > '~' || c == '=') {
                return false;
            }
        }
        return length > 0 && length <= MAX_VALUE;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
