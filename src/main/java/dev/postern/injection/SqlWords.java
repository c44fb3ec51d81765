package dev.postern.injection;

/** Words: bare, in backticks, in brackets, variables. */
final class SqlWords {

    private static final SqlData DATA = SqlData.LOADED;
    private static final OctetSet WHITE = OctetSet.of(" \t\n\u000b\f\r\u00a0\0");
    private static final OctetSet END = OctetSet.of(" []{}<>:\\?=@!#~+-*/&|^%(),';\t\n\u000b\f\r\"\u00a0\0");
    private static final OctetSet VARIABLE_END = OctetSet.of(" <>:\\?=@!#~+-*/&|^%(),';\t\n\u000b\f\r'`\"\0");

    private final byte[] in;

    /** Where the run of letters ends that was looked at last: a run is cut into many words at its dots, and must not be measured anew for each. */
    private int end;

    SqlWords(byte[] in) {
        this.in = in;
    }

    static boolean isWhite(byte octet) {
        return WHITE.has(octet);
    }

    /** A word, or what stands before the first dot or backtick in it when that is a word of SQL. */
    int word(int at, SqlToken token) {
        if (end <= at) {
            end = END.next(in, at);
        }
        int length = end - at;
        for (int i = 0; i < Math.min(length, SqlToken.MOST); i++) {
            if (in[at + i] == '.' || in[at + i] == '`') {
                byte type = DATA.word(in, at, i);
                if (type != SqlToken.NONE && type != 'n') {
                    token.set((char) type, in, at, i);
                    return at + i;
                }
            }
        }
        byte type = DATA.word(in, at, length);
        token.set(type == SqlToken.NONE ? 'n' : (char) type, in, at, length);
        return at + length;
    }

    /** In backticks: a function if it says one, a bare word otherwise. */
    int tick(int at, SqlToken token) {
        int next = SqlStrings.quoted(in, at, 1, (byte) '`', token);
        token.type = (byte) (DATA.word(token.text, 0, token.length) == 'f' ? 'f' : 'n');
        return next;
    }

    /** {@code [name]} of SQL Server. */
    int bracketed(int at, SqlToken token) {
        int close = Find.octet(in, at, ']');
        int next = close < 0 ? in.length : close + 1;
        token.set('n', in, at, next - at);
        return next;
    }

    /** {@code @name}, {@code @@name}, {@code @'name'} and their like. */
    int variable(int at, SqlToken token) {
        int name = at + 1 < in.length && in[at + 1] == '@' ? at + 2 : at + 1;
        token.ats = name - at;
        if (name < in.length && in[name] == '`') {
            int next = tick(name, token);
            token.type = 'v';
            return next;
        }
        if (name < in.length && (in[name] == '\'' || in[name] == '"')) {
            int next = SqlStrings.quoted(in, name, 1, in[name], token);
            token.type = 'v';
            return next;
        }
        int next = VARIABLE_END.next(in, name);
        token.set('v', in, name, next - name);
        return next;
    }
}
