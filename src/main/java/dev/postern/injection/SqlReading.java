package dev.postern.injection;

import java.nio.charset.StandardCharsets;

/** One way to read a value: with these quotes, in this dialect; its fingerprint, and whether that is an attack's. */
final class SqlReading {

    private final byte[] in;
    private final SqlTokenizer tokenizer;
    private final SqlFold fold;
    private int count;

    SqlReading(byte[] in, Quoting quoting, Dialect dialect) {
        this.in = in;
        this.tokenizer = new SqlTokenizer(in, quoting, dialect);
        this.fold = new SqlFold(tokenizer);
        this.count = fold.fold();
        settleLast();
        settleUnparsable();
    }

    /** An empty name in a backtick that is not closed is a comment of PHP's. */
    private void settleLast() {
        if (count > 2) {
            SqlToken last = fold.token(count - 1);
            if (last.is('n') && last.open == '`' && last.length == 0 && last.close == SqlToken.NONE) {
                last.type = 'c';
            }
        }
    }

    private void settleUnparsable() {
        for (int i = 0; i < count; i++) {
            if (fold.token(i).is('X')) {
                fold.token(0).type = 'X';
                count = 1;
            }
        }
    }

    boolean otherwiseInMySql() {
        return tokenizer.otherwiseInMySql();
    }

    String fingerprint() {
        byte[] types = new byte[count];
        for (int i = 0; i < count; i++) {
            types[i] = fold.token(i).type;
        }
        return new String(types, StandardCharsets.US_ASCII);
    }

    boolean isAttack() {
        return SqlData.LOADED.isFingerprint(fold.tokens(), count) && !isHarmless();
    }

    /** Short fingerprints that ordinary text has too: what else speaks for an attack? */
    private boolean isHarmless() {
        if (count > 1 && fold.token(count - 1).is('c') && Find.text(in, "sp_password")) {
            return false;
        }
        return switch (count) {
            case 2 -> harmlessTwo(fold.token(0), fold.token(1));
            case 3 -> harmlessThree(fold.token(0), fold.token(1), fold.token(2));
            default -> false;
        };
    }

    private boolean harmlessTwo(SqlToken a, SqlToken b) {
        if (b.is('U')) {
            return tokenizer.tokens() == 2;
        }
        if (b.first() == '#') {
            return true;
        }
        if (a.is('n') && b.is('c') && b.first() != '/') {
            return true;
        }
        if (a.is('1') && b.is('c')) {
            return b.first() != '/' && tokenizer.tokens() <= 2 && !commentFollows(a.length);
        }
        return b.length > 2 && b.first() == '-';
    }

    /** Whether a blank or a comment stands right behind a number at the beginning; octets beyond ASCII count as blanks. */
    private boolean commentFollows(int at) {
        return at >= in.length || in[at] <= ' ' || Find.startsWith(in, at, "/*") || Find.startsWith(in, at, "--");
    }

    private boolean harmlessThree(SqlToken a, SqlToken b, SqlToken c) {
        if (a.is('s') && c.is('s') && b.isAny("o&")) {
            return !(a.open == SqlToken.NONE && c.close == SqlToken.NONE && a.close == c.open);
        }
        if (b.is('&') && (a.is('s') && c.is('n') || a.is('n') && c.is('1') || a.is('1') && c.isAny("1vs"))) {
            return tokenizer.tokens() == 3;
        }
        return b.is('k') && !(b.length > 4 && b.beginsWith("INTO"));
    }
}
