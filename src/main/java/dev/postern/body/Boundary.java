package dev.postern.body;

import java.util.Arrays;
import java.util.Set;

/**
 * The boundary parameter of a multipart content type (RFC 2046 §5.1.1), taken only when no other reader can find another one in the field: the parameter is the first and the last,
 * named once and in lower case. Flags on the way: quoted, blanks around the equals sign, no semicolon before it.
 */
final class Boundary {

    static final String MEDIA_TYPE = "multipart/form-data";

    private static final int MOST = 1024;
    private static final String PARAMETER = "boundary";
    private static final String MARKS = "'()+_,-./:=?";

    private final byte[] field;
    private final Set<MultipartFlag> flags;

    private Boundary(byte[] field, Set<MultipartFlag> flags) {
        this.field = field;
        this.flags = flags;
    }

    /** The delimiter: two hyphens and the boundary. */
    static byte[] delimiter(byte[] contentType, Set<MultipartFlag> flags) throws MalformedException {
        return new Boundary(contentType, flags).delimiter();
    }

    private byte[] delimiter() throws MalformedException {
        require(field.length > 0, "no content type");
        require(field.length <= MOST, "a content type of more than " + MOST + " octets");
        require(Octets.startsWithIgnoringCase(field, 0, MEDIA_TYPE), "not " + MEDIA_TYPE);
        require(mentions(field) <= 1, "more than one boundary");
        int name = start();
        checkBefore(name);
        int equals = Octets.indexOf(field, (byte) '=', name + PARAMETER.length(), field.length);
        require(equals < field.length, "the boundary has no value");
        checkBlanks(name + PARAMETER.length(), equals);
        byte[] boundary = unquoted(Arrays.copyOfRange(field, equals + 1, field.length));
        checkContent(boundary);
        byte[] delimiter = new byte[boundary.length + 2];
        Arrays.fill(delimiter, 0, 2, (byte) '-');
        System.arraycopy(boundary, 0, delimiter, 2, boundary.length);
        return delimiter;
    }

    /** How often the parameter's name occurs, in whatever case, with an equals sign anywhere behind it. */
    private static int mentions(byte[] text) {
        int count = 0;
        for (int at = 0; at < text.length; at++) {
            boolean named = Octets.startsWithIgnoringCase(text, at, PARAMETER);
            count += named && Octets.indexOf(text, (byte) '=', at + PARAMETER.length(), text.length) < text.length ? 1 : 0;
        }
        return count;
    }

    private int start() throws MalformedException {
        for (int at = 0; at < field.length; at++) {
            if (Octets.startsWith(field, at, PARAMETER)) {
                return at;
            }
        }
        throw new MalformedException(mentions(field) > 0 ? "the boundary is not named in lower case" : "no boundary");
    }

    private void checkBefore(int name) throws MalformedException {
        boolean semicolon = false;
        for (int at = MEDIA_TYPE.length(); at < name; at++) {
            boolean first = !semicolon && field[at] == ';';
            require(first || Octets.isSpace(field[at]), "something stands before the boundary");
            semicolon |= first;
        }
        flag(!semicolon, MultipartFlag.MISSING_SEMICOLON);
    }

    private void checkBlanks(int from, int equals) throws MalformedException {
        for (int at = from; at < equals; at++) {
            require(Octets.isSpace(field[at]), "the boundary's name goes on");
            flags.add(MultipartFlag.BOUNDARY_WHITESPACE);
        }
        flag(equals + 1 < field.length && Octets.isSpace(field[equals + 1]), MultipartFlag.BOUNDARY_WHITESPACE);
    }

    private byte[] unquoted(byte[] value) throws MalformedException {
        boolean opens = value.length > 0 && value[0] == '"';
        boolean closes = value.length > 1 && value[value.length - 1] == '"';
        require(opens == closes, "the boundary is half quoted");
        flag(opens, MultipartFlag.BOUNDARY_QUOTED);
        return opens ? Arrays.copyOfRange(value, 1, value.length - 1) : value;
    }

    private static void checkContent(byte[] boundary) throws MalformedException {
        require(mentions(boundary) == 0, "the boundary names a boundary");
        require(boundary.length > 0, "an empty boundary");
        for (int at = 0; at < boundary.length; at++) {
            int c = boundary[at];
            boolean blank = c == ' ' && at < boundary.length - 1;
            require(blank || c >= '0' && c <= '9' || Octets.lower(boundary[at]) >= 'a' && Octets.lower(boundary[at]) <= 'z' || c > 0 && MARKS.indexOf(c) >= 0,
                    "a boundary of other characters than RFC 2046 allows");
        }
    }

    private void flag(boolean holds, MultipartFlag flag) {
        if (holds) {
            flags.add(flag);
        }
    }

    private static void require(boolean holds, String otherwise) throws MalformedException {
        if (!holds) {
            throw new MalformedException("multipart: " + otherwise);
        }
    }
}
