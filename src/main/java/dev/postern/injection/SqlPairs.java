package dev.postern.injection;

/** The rules for two tokens that follow each other. Each says whether to look again instead of going on to three. */
final class SqlPairs {

    private static final String MERGES_BEFORE = "knoUfETt";
    private static final String MERGES_AFTER = "knoUfETt&";

    private final SqlFold fold;
    private final byte[] phrase = new byte[SqlToken.MOST];

    SqlPairs(SqlFold fold) {
        this.fold = fold;
    }

    boolean fold(SqlToken a, SqlToken b) {
        return switch (a.type) {
            case 's' -> b.is('s') ? fold.here() : closingBrace(b);
            case ';' -> semicolon(b);
            case '&' -> b.isUnary() || b.is('t') ? fold.again(1) : closingBrace(b);
            case 'o' -> operator(a, b);
            case '(' -> b.isUnary() ? fold.before() : b.is('(') ? fold.again(1) : closingBrace(b);
            case ')' -> b.is(')') ? fold.again(1) : closingBrace(b);
            case 'n', 'v' -> name(a, b);
            case 'k' -> keyword(a, b);
            case 't' -> type(a, b);
            case 'A' -> collation(b);
            case '\\' -> backslash(a, b);
            case '{' -> brace(b);
            default -> merged(a, b) || closingBrace(b);
        };
    }

    private boolean closingBrace(SqlToken b) {
        return b.is('}') && fold.again(1);
    }

    /** {@code IF} is a function, but a statement of Transact-SQL behind a semicolon. */
    private boolean semicolon(SqlToken b) {
        if (b.is(';')) {
            return fold.here();
        }
        if (b.is('f') && b.beginsWith("IF")) {
            b.type = 'T';
            return true;
        }
        return closingBrace(b);
    }

    /** {@code LIKE(} is a function. */
    private boolean operator(SqlToken a, SqlToken b) {
        if (b.isUnary() || b.is('t')) {
            return fold.again(1);
        }
        if (merged(a, b)) {
            return true;
        }
        if (a.says("LIKE") || a.says("NOT LIKE")) {
            a.type = b.is('(') ? (byte) 'f' : a.type;
            return false;
        }
        return closingBrace(b);
    }

    /** Names that are functions before a bracket. */
    private boolean name(SqlToken a, SqlToken b) {
        if (a.is('n') && merged(a, b)) {
            return true;
        }
        if (b.is('(') && functionOrName(a)) {
            a.type = 'f';
            return true;
        }
        return closingBrace(b);
    }

    private static boolean functionOrName(SqlToken a) {
        return a.says("USER_ID") || a.says("USER_NAME") || a.says("DATABASE") || a.says("PASSWORD") || a.says("USER") || a.says("CURRENT_USER") || a.says("CURRENT_DATE")
                || a.says("CURRENT_TIME") || a.says("CURRENT_TIMESTAMP") || a.says("LOCALTIME") || a.says("LOCALTIMESTAMP");
    }

    /** {@code IN (} is an operator, {@code IN} alone nothing. */
    private boolean keyword(SqlToken a, SqlToken b) {
        if (merged(a, b)) {
            return true;
        }
        if (a.says("IN") || a.says("NOT IN")) {
            a.type = (byte) (b.is('(') ? 'o' : 'n');
            return true;
        }
        return closingBrace(b);
    }

    private boolean type(SqlToken a, SqlToken b) {
        if (merged(a, b)) {
            return true;
        }
        if (b.isAny("n1t(fvs")) {
            a.set(b);
            return fold.again(1);
        }
        return closingBrace(b);
    }

    /** There are too many collations to list; they have an underscore. */
    private boolean collation(SqlToken b) {
        if (!b.is('n')) {
            return closingBrace(b);
        }
        int text = Find.octet(b.text, 0, b.length, 0);
        if (Find.octet(b.text, 0, text < 0 ? b.length : text, '_') >= 0) {
            b.type = 't';
            fold.rewind();
        }
        return false;
    }

    /** Transact-SQL reads {@code \1} as 1, and {@code \%1} as 0 % 1. */
    private boolean backslash(SqlToken a, SqlToken b) {
        if (b.isArithmetic()) {
            a.type = '1';
            return fold.again(0);
        }
        a.set(b);
        return fold.again(1);
    }

    /** ODBC's {@code {name expression}}; with an empty name, MySQL's, which is never seen but in attacks. */
    private boolean brace(SqlToken b) {
        if (!b.is('n')) {
            return closingBrace(b);
        }
        return b.length == 0 ? fold.unparsable() : fold.again(2);
    }

    /** Whether the two are one word of SQL, as in {@code UNION ALL}. */
    private boolean merged(SqlToken a, SqlToken b) {
        int length = a.length + 1 + b.length;
        if (!a.isAny(MERGES_BEFORE) || !b.isAny(MERGES_AFTER) || length > SqlToken.MOST) {
            return false;
        }
        System.arraycopy(a.text, 0, phrase, 0, a.length);
        phrase[a.length] = ' ';
        System.arraycopy(b.text, 0, phrase, a.length + 1, b.length);
        byte type = SqlData.LOADED.word(phrase, 0, length);
        if (type == SqlToken.NONE) {
            return false;
        }
        a.set((char) type, phrase, 0, length);
        return fold.before();
    }
}
