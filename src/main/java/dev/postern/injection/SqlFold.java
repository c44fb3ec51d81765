package dev.postern.injection;

/**
 * Folds the tokens of a value to the five at most that make its fingerprint: what says nothing about an attack (repeated strings, signs, arithmetic between constants,
 * lists of constants) goes, words that belong together become one. libinjection's rules, in its order; each round reads on or makes the folded part shorter.
 */
final class SqlFold {

    static final int MOST = 5;

    /** Made when they are needed: most values have one or two. */
    private final SqlToken[] tokens = new SqlToken[MOST + 1];
    private final SqlToken lastComment = new SqlToken();
    private final SqlTokenizer source;
    private final SqlPairs pairs = new SqlPairs(this);

    /** Where the next token goes; what stands before {@link #left} is settled. */
    private int next;
    private int left;
    private boolean more = true;
    private boolean unparsable;

    SqlFold(SqlTokenizer source) {
        this.source = source;
    }

    private SqlToken slot(int index) {
        if (tokens[index] == null) {
            tokens[index] = new SqlToken();
        }
        return tokens[index];
    }

    SqlToken token(int index) {
        return tokens[index];
    }

    SqlToken[] tokens() {
        return tokens;
    }

    /** How many tokens the fingerprint has; one more than {@value #MOST} only where the last is an X. */
    int fold() {
        skipBeginning();
        if (!more) {
            return 0;
        }
        next = 1;
        while (goesOn()) {
            fill(2);
            if (next - left < 2) {
                left = next;
                continue;
            }
            if (pairs.fold(tokens[left], tokens[left + 1])) {
                continue;
            }
            fill(3);
            if (next - left < 3) {
                left = next;
                continue;
            }
            if (!SqlTriples.fold(this, tokens[left], tokens[left + 1], tokens[left + 2])) {
                left++;
            }
        }
        return settled();
    }

    /** Comments, opening brackets, types and signs at the beginning say nothing. */
    private void skipBeginning() {
        SqlToken first = slot(0);
        do {
            more = source.next(first);
        } while (more && (first.isAny("c(t") || first.isUnary()));
    }

    private boolean goesOn() {
        if (unparsable) {
            return false;
        }
        if (next >= MOST && constantFive()) {
            if (next > MOST) {
                tokens[1].set(tokens[MOST]);
            }
            next = next > MOST ? 2 : 1;
            left = 0;
        }
        if (!more || left >= MOST) {
            left = next;
            return false;
        }
        return true;
    }

    /** {@code 1+(1)}, {@code 1,(1)}, {@code n+(n)}, {@code 1),(1}, {@code n)+(n} are as good as their first token. */
    private boolean constantFive() {
        return types("1", "o,", "(", "1", ")") || types("n", "o", "(", "n1", ")") || types("1", ")", ",", "(", "1") || types("n", ")", "o", "(", "n");
    }

    private boolean types(String... wanted) {
        for (int i = 0; i < MOST; i++) {
            if (!tokens[i].isAny(wanted[i])) {
                return false;
            }
        }
        return true;
    }

    private void fill(int wanted) {
        while (more && next <= MOST && next - left < wanted) {
            SqlToken token = slot(next);
            more = source.next(token);
            if (more && token.is('c')) {
                lastComment.set(token);
            } else if (more) {
                lastComment.type = SqlToken.NONE;
                next++;
            }
        }
    }

    private int settled() {
        if (unparsable) {
            return left;
        }
        if (left < MOST && lastComment.is('c')) {
            slot(left++).set(lastComment);
        }
        return Math.min(left, MOST);
    }

    /** {@code fewer} tokens less, and looks again from the beginning on. */
    boolean again(int fewer) {
        next -= fewer;
        left = 0;
        return true;
    }

    /** One token less, and looks again from here on. */
    boolean here() {
        next--;
        return true;
    }

    /** One token less, and looks again from the token before this one on. */
    boolean before() {
        next--;
        left = Math.max(0, left - 1);
        return true;
    }

    /** Looks at the beginning, with as many tokens. */
    void rewind() {
        left = 0;
    }

    /** What stands here with its follower is an attack. */
    boolean unparsable() {
        tokens[left + 1].type = 'X';
        left += 2;
        unparsable = true;
        return true;
    }
}
