package dev.postern.body;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The cookies of one {@code Cookie} field, as ModSecurity 2.9 reads those of version 0: semicolons separate, blanks before a name do not belong to it, the first {@code =} ends it,
 * all that follows is the value as it stands, quotes and blanks included. A cookie without a name is none. Nothing is decoded. In a field without semicolons whose first comma has a
 * space behind it commas separate: so proxies join several fields.
 */
public final class Cookies {

    private Cookies() {}

    /** All of them: their number is bounded by the length of the field alone, which is bounded with the head. Linear in the length; any thread. */
    public static List<Argument> parse(byte[] field) {
        List<Argument> cookies = new ArrayList<>();
        byte separator = separator(field);
        int at = 0;
        while (at < field.length) {
            int end = Octets.indexOf(field, separator, at, field.length);
            while (at < end && Octets.isSpace(field[at])) {
                at++;
            }
            int equals = Octets.indexOf(field, (byte) '=', at, end);
            if (equals > at) {
                cookies.add(new Argument(Arrays.copyOfRange(field, at, equals), Arrays.copyOfRange(field, Math.min(equals + 1, end), end)));
            }
            at = end + 1;
        }
        return cookies;
    }

    private static byte separator(byte[] field) {
        boolean semicolon = Octets.indexOf(field, (byte) ';', 0, field.length) < field.length;
        int comma = Octets.indexOf(field, (byte) ',', 0, field.length);
        return (byte) (!semicolon && comma + 1 < field.length && field[comma + 1] == ' ' ? ',' : ';');
    }
}
