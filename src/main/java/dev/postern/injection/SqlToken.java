package dev.postern.injection;

/**
 * One token of SQL, written over again and again: its type as a letter, and the first {@value #MOST} octets of its text.
 *
 * <p>Types: k keyword, U union, B group or order, E expression start, t type, f function, n bare word, 1 number, v variable, s string, o operator, &amp; logical operator,
 * c comment, A collate, T Transact-SQL statement, X what cannot be parsed and is therefore an attack, ? other; brackets, dot, comma, colon, semicolon and backslash stand
 * for themselves.
 */
final class SqlToken {

    static final int MOST = 31;

    /** No token. */
    static final byte NONE = 0;

    final byte[] text = new byte[MOST];
    byte type;
    int length;

    /** The quote a string begins and ends with; {@link #NONE} where it is not there, as at both ends of a value that is taken for the inside of a string. */
    byte open;
    byte close;

    /** How many {@code @} a variable begins with. */
    int ats;

    void clear() {
        type = NONE;
        length = 0;
        open = NONE;
        close = NONE;
        ats = 0;
    }

    void set(char type, byte[] in, int from, int length) {
        this.type = (byte) type;
        this.length = Math.min(length, MOST);
        System.arraycopy(in, from, text, 0, this.length);
    }

    void set(SqlToken other) {
        set((char) other.type, other.text, 0, other.length);
        open = other.open;
        close = other.close;
        ats = other.ats;
    }

    boolean is(char type) {
        return this.type == type;
    }

    /** Whether the type is one of these. */
    boolean isAny(String types) {
        return type != NONE && types.indexOf(type) >= 0;
    }

    /** Whether the text is this word, capitals given, in any case. */
    boolean says(String word) {
        return length == word.length() && beginsWith(word);
    }

    boolean beginsWith(String word) {
        if (length < word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (upper(text[i]) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    byte first() {
        return length == 0 ? NONE : text[0];
    }

    boolean isArithmetic() {
        return is('o') && length == 1 && "*/-+%".indexOf(text[0]) >= 0;
    }

    boolean isUnary() {
        return is('o') && switch (length) {
            case 1 -> "+-!~".indexOf(text[0]) >= 0;
            case 2 -> text[0] == '!' && text[1] == '!';
            case 3 -> says("NOT");
            default -> false;
        };
    }

    static int upper(byte octet) {
        return octet >= 'a' && octet <= 'z' ? octet - 0x20 : octet;
    }
}
