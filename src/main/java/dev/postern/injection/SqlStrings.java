package dev.postern.injection;

/**
 * Strings of several databases. Each method returns where the text goes on, and {@code at} itself, with the token untouched, when no string begins there. A string that is
 * not closed goes to the end of the value.
 */
final class SqlStrings {

    private static final OctetSet TAG = OctetSet.of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ\0");
    private static final OctetSet MONEY = OctetSet.of("0123456789.,\0");

    private SqlStrings() {}

    /** @param prefix how many octets stand before the text, the quote included; 0: the value is taken for the inside of a string */
    static int quoted(byte[] in, int at, int prefix, byte quote, SqlToken token) {
        int from = at + prefix;
        token.open = prefix > 0 ? quote : SqlToken.NONE;
        int end = Find.octet(in, from, quote);
        while (end >= 0) {
            if (escaped(in, from, end)) {
                end = Find.octet(in, end + 1, quote);
            } else if (end + 1 < in.length && in[end + 1] == quote) {
                end = Find.octet(in, end + 2, quote);
            } else {
                token.set('s', in, from, end - from);
                token.close = quote;
                return end + 1;
            }
        }
        token.set('s', in, from, in.length - from);
        token.close = SqlToken.NONE;
        return in.length;
    }

    /** An odd number of backslashes stands before. */
    private static boolean escaped(byte[] in, int from, int quote) {
        int at = quote;
        while (at > from && in[at - 1] == '\\') {
            at--;
        }
        return (quote - at & 1) == 1;
    }

    /** {@code E'…'} of PostgreSQL. */
    static int escaped(byte[] in, int at, SqlToken token) {
        return at + 2 < in.length && in[at + 1] == '\'' ? quoted(in, at, 2, (byte) '\'', token) : at;
    }

    /** {@code U&'…'}. */
    static int unicode(byte[] in, int at, SqlToken token) {
        if (at + 2 >= in.length || in[at + 1] != '&' || in[at + 2] != '\'') {
            return at;
        }
        int end = quoted(in, at + 2, 1, (byte) '\'', token);
        token.open = 'u';
        token.close = token.close == '\'' ? (byte) 'u' : token.close;
        return end;
    }

    /** {@code N'…'} of MySQL, {@code nq'(…)'} of Oracle. */
    static int national(byte[] in, int at, SqlToken token) {
        if (at + 2 < in.length && in[at + 1] == '\'') {
            return escaped(in, at, token);
        }
        int end = oracle(in, at + 1, token);
        return end == at + 1 ? at : end;
    }

    /** {@code q'(…)'} of Oracle. */
    static int oracle(byte[] in, int at, SqlToken token) {
        if (at + 2 >= in.length || (in[at] | 0x20) != 'q' || in[at + 1] != '\'' || in[at + 2] < 33) {
            return at;
        }
        int closing = switch (in[at + 2]) {
            case '(' -> ')';
            case '[' -> ']';
            case '{' -> '}';
            case '<' -> '>';
            default -> in[at + 2];
        };
        int from = at + 3;
        int end = Find.pair(in, from, in.length, closing, '\'');
        return delimited(in, from, end, 2, token, 'q');
    }

    private static int delimited(byte[] in, int from, int end, int closing, SqlToken token, char mark) {
        token.set('s', in, from, (end < 0 ? in.length : end) - from);
        token.open = (byte) mark;
        token.close = end < 0 ? SqlToken.NONE : (byte) mark;
        return end < 0 ? in.length : end + closing;
    }

    /** {@code $1,000.00}, {@code $$…$$} and {@code $tag$…$tag$} of PostgreSQL; a bare {@code $} otherwise. */
    static int dollar(byte[] in, int at, SqlToken token) {
        int amount = MONEY.end(in, at + 1);
        if (amount == at + 2 && in[at + 1] == '.') {
            return at;
        }
        if (amount > at + 1) {
            token.set('1', in, at, amount - at);
            return amount;
        }
        if (at + 1 < in.length && in[at + 1] == '$') {
            return delimited(in, at + 2, Find.pair(in, at + 2, in.length, '$', '$'), 2, token, '$');
        }
        int tag = TAG.end(in, at + 1);
        if (tag == at + 1 || tag == in.length || in[tag] != '$') {
            token.set('n', in, at, 1);
            return at + 1;
        }
        return delimited(in, tag + 1, Find.again(in, tag + 1, at, tag + 1), tag + 1 - at, token, '$');
    }
}
