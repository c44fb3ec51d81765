package dev.postern.body;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The cookies of one {@code Cookie} field, as ModSecurity 2.9 reads those of version 0: semicolons separate, blanks before a name do not belong to it, the first {@code =} ends it,
 * all that follows is the value as it stands, quotes and blanks included. A cookie without a name is none. Nothing is decoded. In a field without semicolons whose first comma has a
 * space behind it commas separate: so proxies join several fields.
 */
public record Cookies(List<Argument> cookies, Optional<BodyError> error) {

    public Cookies {
        cookies = List.copyOf(cookies);
    }

    /** Linear in the length; any thread. Errors: more cookies than the bounds allow arguments. */
    public static Cookies parse(byte[] field, Bounds bounds) {
        ArgumentList cookies = new ArgumentList(bounds.arguments());
        byte separator = separator(field);
        int at = 0;
        boolean room = true;
        while (at < field.length && room) {
            int end = Octets.indexOf(field, separator, at, field.length);
            while (at < end && Octets.isSpace(field[at])) {
                at++;
            }
            int equals = Octets.indexOf(field, (byte) '=', at, end);
            if (equals > at) {
                room = cookies.add(Arrays.copyOfRange(field, at, equals), Arrays.copyOfRange(field, Math.min(equals + 1, end), end));
            }
            at = end + 1;
        }
        return new Cookies(cookies.list(), cookies.error());
    }

    private static byte separator(byte[] field) {
        boolean semicolon = Octets.indexOf(field, (byte) ';', 0, field.length) < field.length;
        int comma = Octets.indexOf(field, (byte) ',', 0, field.length);
        return (byte) (!semicolon && comma + 1 < field.length && field[comma + 1] == ' ' ? ',' : ';');
    }
}
