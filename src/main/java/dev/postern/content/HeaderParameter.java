package dev.postern.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A parameter of a header field (RFC 9110 §5.6.6), read as far as it can be read.
 *
 * @param name   lower case
 * @param from   where its value stands in the field, quotes not counted
 * @param to     behind it
 * @param quoted whether it is in quotes
 */
record HeaderParameter(String name, String value, int from, int to, boolean quoted) {

    private static final int MOST = 16;

    /**
     * From the semicolon at this index on.
     *
     * @throws UnreadableException when there are more than {@value #MOST}
     */
    static List<HeaderParameter> all(String field, int semicolon) throws UnreadableException {
        List<HeaderParameter> found = new ArrayList<>();
        int at = semicolon;
        while (at >= 0 && at < field.length()) {
            int equals = field.indexOf('=', at + 1);
            int next = field.indexOf(';', at + 1);
            if (equals < 0 || next >= 0 && next < equals) {
                at = next;
                continue;
            }
            if (found.size() == MOST) {
                throw new UnreadableException("more than " + MOST + " parameters of a header field");
            }
            HeaderParameter parameter = read(field, field.substring(at + 1, equals).strip().toLowerCase(Locale.ROOT), equals + 1);
            found.add(parameter);
            at = field.indexOf(';', parameter.to);
        }
        return found;
    }

    private static HeaderParameter read(String field, String name, int behind) {
        int from = behind;
        while (from < field.length() && (field.charAt(from) == ' ' || field.charAt(from) == '\t')) {
            from++;
        }
        if (from < field.length() && field.charAt(from) == '"') {
            return quoted(field, name, from + 1);
        }
        int end = field.indexOf(';', from);
        int to = end < 0 ? field.length() : end;
        while (to > from && (field.charAt(to - 1) == ' ' || field.charAt(to - 1) == '\t')) {
            to--;
        }
        return new HeaderParameter(name, field.substring(from, to), from, to, false);
    }

    private static HeaderParameter quoted(String field, String name, int from) {
        StringBuilder value = new StringBuilder();
        int at = from;
        while (at < field.length() && field.charAt(at) != '"') {
            at += field.charAt(at) == '\\' && at + 1 < field.length() && (field.charAt(at + 1) == '"' || field.charAt(at + 1) == '\\') ? 1 : 0;
            value.append(field.charAt(at));
            at++;
        }
        return new HeaderParameter(name, value.toString(), from, at, true);
    }
}
