package dev.postern.injection;

/** The rules for three tokens that follow each other. Each says whether to look again instead of settling the first. */
final class SqlTriples {

    private static final String CONSTANT = "1nsv";

    private SqlTriples() {}

    static boolean fold(SqlFold fold, SqlToken a, SqlToken b, SqlToken c) {
        return switch (a.type) {
            case '1', 'n', 'v', 's' -> constant(a, b, c) && fold.again(2);
            case 'o' -> !b.is('(') && c.is('o') && fold.again(2);
            case '&' -> c.is('&') && fold.again(2);
            case ',' -> afterComma(fold, b, c);
            case 'E' -> b.is('.') && c.is('n') ? replaced(fold, b, c) : afterKeyword(fold, b, c, "(1nvsf");
            case 'B' -> afterKeyword(fold, b, c, "(1nvsf");
            case 'k' -> afterKeyword(fold, b, c, "1nvsf");
            case 'f' -> function(a, b, c);
            default -> false;
        };
    }

    /** Arithmetic between constants, casts, lists, qualified names. */
    private static boolean constant(SqlToken a, SqlToken b, SqlToken c) {
        if (b.is('o')) {
            String operands = switch (a.type) {
                case 'v' -> "v1n";
                case 's' -> "";
                default -> "1n";
            };
            return c.isAny(operands) || c.is('t') && b.says("::");
        }
        return b.is(',') && c.isAny(CONSTANT) || a.is('n') && b.is('.') && c.is('n');
    }

    /** Signs go; before a constant the comma is looked at again with what stands before it. */
    private static boolean afterComma(SqlFold fold, SqlToken b, SqlToken c) {
        if (!b.isUnary()) {
            return false;
        }
        if (c.isAny(CONSTANT)) {
            b.set(c);
            return fold.again(3);
        }
        return c.isAny("(f") && replaced(fold, b, c);
    }

    private static boolean afterKeyword(SqlFold fold, SqlToken b, SqlToken c, String operands) {
        return b.isUnary() && c.isAny(operands) && replaced(fold, b, c);
    }

    private static boolean replaced(SqlFold fold, SqlToken b, SqlToken c) {
        b.set(c);
        return fold.again(1);
    }

    /** {@code USER} with arguments is no function. */
    private static boolean function(SqlToken a, SqlToken b, SqlToken c) {
        if (b.is('(') && !c.is(')') && a.says("USER")) {
            a.type = 'n';
        }
        return false;
    }
}
