package dev.postern.injection;

/**
 * Cuts a value into the tokens that some database would see: a union of several dialects. Every call reads on where the last one stopped; no octet is looked at more than
 * a fixed number of times.
 */
final class SqlTokenizer {

    private static final SqlData DATA = SqlData.LOADED;

    private final byte[] in;
    private final Quoting quoting;
    private final Dialect dialect;
    private final SqlWords words;
    private int at;
    private int tokens;
    private boolean otherwiseInMySql;

    SqlTokenizer(byte[] in, Quoting quoting, Dialect dialect) {
        this.in = in;
        this.quoting = quoting;
        this.dialect = dialect;
        this.words = new SqlWords(in);
    }

    /** Reads the next token into {@code token}; false, and an empty token, at the end. */
    boolean next(SqlToken token) {
        token.clear();
        if (at == 0 && in.length > 0 && quoting != Quoting.NONE) {
            at = SqlStrings.quoted(in, 0, 0, quoting.quote(), token);
        }
        while (token.type == SqlToken.NONE && at < in.length) {
            at = read(DATA.begins(in[at]), token);
        }
        tokens += token.type == SqlToken.NONE ? 0 : 1;
        return token.type != SqlToken.NONE;
    }

    /** How many tokens were read. */
    int tokens() {
        return tokens;
    }

    /** Whether something was read that MySQL reads otherwise. */
    boolean otherwiseInMySql() {
        return otherwiseInMySql;
    }

    private int read(byte beginning, SqlToken token) {
        return switch (beginning) {
            case '_' -> at + 1;
            case 'w' -> words.word(at, token);
            case '0' -> SqlNumbers.number(in, at, token);
            case '1' -> one('o', token);
            case '2', '!' -> operator(token);
            case 'c' -> one((char) in[at], token);
            case 's' -> SqlStrings.quoted(in, at, 1, in[at], token);
            case '-' -> dash(token);
            case '#' -> hash(token);
            case '/' -> slash(token);
            case '\\' -> backslash(token);
            case '@' -> words.variable(at, token);
            case '`' -> words.tick(at, token);
            case '[' -> words.bracketed(at, token);
            default -> prefixed(beginning, token);
        };
    }

    /** Letters that may begin a string or a number as well as a word, and money. */
    private int prefixed(byte beginning, SqlToken token) {
        int end = switch (beginning) {
            case '$' -> SqlStrings.dollar(in, at, token);
            case 'e' -> SqlStrings.escaped(in, at, token);
            case 'u' -> SqlStrings.unicode(in, at, token);
            case 'q' -> SqlStrings.oracle(in, at, token);
            case 'n' -> SqlStrings.national(in, at, token);
            case 'b' -> SqlNumbers.binary(in, at, token);
            case 'x' -> SqlNumbers.hexadecimal(in, at, token);
            default -> one('?', token);
        };
        return end > at ? end : words.word(at, token);
    }

    private int one(char type, SqlToken token) {
        token.set(type, in, at, 1);
        return at + 1;
    }

    private int operator(SqlToken token) {
        if (Find.startsWith(in, at, "<=>")) {
            token.set('o', in, at, 3);
            return at + 3;
        }
        if (at + 1 < in.length) {
            byte type = DATA.word(in, at, 2);
            if (type != SqlToken.NONE) {
                token.set((char) type, in, at, 2);
                return at + 2;
            }
            return one(in[at] == ':' ? ':' : 'o', token);
        }
        return one('o', token);
    }

    private int dash(SqlToken token) {
        if (at + 1 == in.length || in[at + 1] != '-') {
            return one('o', token);
        }
        if (at + 2 == in.length || SqlWords.isWhite(in[at + 2])) {
            return lineComment(token);
        }
        if (dialect == Dialect.MYSQL) {
            return one('o', token);
        }
        otherwiseInMySql = true;
        return lineComment(token);
    }

    private int hash(SqlToken token) {
        otherwiseInMySql = true;
        return dialect == Dialect.MYSQL ? lineComment(token) : one('o', token);
    }

    private int lineComment(SqlToken token) {
        int end = Find.octet(in, at, '\n');
        token.set('c', in, at, (end < 0 ? in.length : end) - at);
        return end < 0 ? in.length : end + 1;
    }

    /** A comment within a comment, and MySQL's conditional ones, are read in too many ways: an attack. */
    private int slash(SqlToken token) {
        if (!Find.startsWith(in, at, "/*")) {
            return one('o', token);
        }
        int close = Find.pair(in, at + 2, in.length, '*', '/');
        boolean nested = close >= 0 && Find.pair(in, at + 2, close + 1, '/', '*') >= 0;
        int end = close < 0 ? in.length : close + 2;
        token.set(nested || Find.startsWith(in, at + 2, "!") ? 'X' : 'c', in, at, end - at);
        return end;
    }

    /** {@code \N} is NULL in MySQL. */
    private int backslash(SqlToken token) {
        if (at + 1 < in.length && in[at + 1] == 'N') {
            token.set('1', in, at, 2);
            return at + 2;
        }
        return one('\\', token);
    }
}
