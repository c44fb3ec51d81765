package dev.postern.injection;

/**
 * Cuts a value into the tokens that browsers would see, old ones too: HTML 5's tokenizer with the liberties libinjection takes (zero octets and vertical tabs as blanks,
 * backticks as quotes, {@code <%} as a comment). No octet is looked at more than a fixed number of times, and nothing recurs.
 */
final class HtmlTokenizer {

    private static final OctetSet WHITE = OctetSet.of(" \t\n\u000b\f\r\0");
    private static final OctetSet TAG_NAME_END = OctetSet.of(" \t\n\u000b\f\r/>");
    private static final OctetSet NAME_END = OctetSet.of(" \t\n\u000b\f\r\0/=>");
    private static final OctetSet VALUE_END = OctetSet.of(" \t\n\u000b\f\r\0>");

    private final byte[] in;
    private HtmlState state;
    private boolean closing;
    private int at;
    private HtmlToken type = HtmlToken.NONE;
    private int from;
    private int to;

    HtmlTokenizer(byte[] in, HtmlContext context) {
        this.in = in;
        this.state = context.start();
    }

    /** Whether there is one more token. */
    boolean next() {
        type = HtmlToken.NONE;
        while (type == HtmlToken.NONE && state != HtmlState.END) {
            step();
        }
        return type != HtmlToken.NONE;
    }

    HtmlToken type() {
        return type;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    private void step() {
        switch (state) {
            case TEXT -> text();
            case TAG_OPEN -> tagOpen();
            case END_TAG_OPEN -> endTagOpen();
            case TAG_NAME -> tagName();
            case TAG_END -> tagEnd();
            case SELF_CLOSING -> selfClosing();
            case BEFORE_NAME -> beforeName();
            case NAME -> name();
            case AFTER_NAME -> afterName();
            case BEFORE_VALUE -> beforeValue();
            case SINGLE_QUOTED -> quoted('\'');
            case DOUBLE_QUOTED -> quoted('"');
            case BACK_QUOTED -> quoted('`');
            case UNQUOTED -> unquoted();
            case AFTER_QUOTED -> afterQuoted();
            case MARKUP -> markup();
            case DOCTYPE -> upTo(Find.octet(in, at, '>'), 1, HtmlToken.DOCTYPE);
            case COMMENT -> comment();
            case BOGUS_COMMENT -> upTo(Find.octet(in, at, '>'), 1, HtmlToken.TAG_COMMENT);
            case PERCENT_COMMENT -> upTo(Find.pair(in, at, in.length, '%', '>'), 2, HtmlToken.TAG_COMMENT);
            case CDATA -> cdata();
            case END -> { }
        }
    }

    private void emit(HtmlToken token, int start, int end) {
        type = token;
        from = start;
        to = end;
    }

    private void go(HtmlState next, int position) {
        state = next;
        at = position;
    }

    /** A token up to {@code end}, behind which text goes on after {@code mark} octets; up to the end of the value when {@code end} is negative. */
    private void upTo(int end, int mark, HtmlToken token) {
        emit(token, at, end < 0 ? in.length : end);
        go(end < 0 ? HtmlState.END : HtmlState.TEXT, end < 0 ? in.length : end + mark);
    }

    private void text() {
        int tag = Find.octet(in, at, '<');
        int end = tag < 0 ? in.length : tag;
        if (end > at) {
            emit(HtmlToken.DATA_TEXT, at, end);
        }
        go(tag < 0 ? HtmlState.END : HtmlState.TAG_OPEN, end + 1);
    }

    private void tagOpen() {
        if (at >= in.length) {
            state = HtmlState.END;
            return;
        }
        switch (in[at]) {
            case '!' -> go(HtmlState.MARKUP, at + 1);
            case '?' -> go(HtmlState.BOGUS_COMMENT, at + 1);
            case '%' -> go(HtmlState.PERCENT_COMMENT, at + 1);
            case '/' -> {
                closing = true;
                go(HtmlState.END_TAG_OPEN, at + 1);
            }
            default -> {
                if (letter(in[at]) || in[at] == 0) {
                    state = HtmlState.TAG_NAME;
                } else {
                    emit(HtmlToken.DATA_TEXT, at - 1, at);
                    state = HtmlState.TEXT;
                }
            }
        }
    }

    private static boolean letter(byte octet) {
        int lower = octet | 0x20;
        return lower >= 'a' && lower <= 'z';
    }

    private void endTagOpen() {
        if (at >= in.length) {
            state = HtmlState.END;
        } else if (in[at] == '>') {
            state = HtmlState.TEXT;
        } else if (letter(in[at])) {
            state = HtmlState.TAG_NAME;
        } else {
            closing = false;
            state = HtmlState.BOGUS_COMMENT;
        }
    }

    private void tagName() {
        int end = TAG_NAME_END.next(in, at);
        int start = at;
        if (end == in.length) {
            go(HtmlState.END, end);
        } else if (in[end] == '/') {
            go(HtmlState.SELF_CLOSING, end + 1);
        } else if (in[end] != '>') {
            go(HtmlState.BEFORE_NAME, end + 1);
        } else if (closing) {
            closing = false;
            go(HtmlState.TEXT, end + 1);
            emit(HtmlToken.TAG_CLOSE, start, end);
            return;
        } else {
            go(HtmlState.TAG_END, end);
        }
        emit(HtmlToken.TAG_NAME_OPEN, start, end);
    }

    /** At the closing bracket. */
    private void tagEnd() {
        closing = false;
        bracket();
    }

    private void bracket() {
        emit(HtmlToken.TAG_NAME_CLOSE, at, at + 1);
        go(at + 1 < in.length ? HtmlState.TEXT : HtmlState.END, at + 1);
    }

    private void selfClosing() {
        if (at >= in.length) {
            state = HtmlState.END;
        } else if (in[at] == '>') {
            emit(HtmlToken.TAG_NAME_SELFCLOSE, at - 1, at + 1);
            go(HtmlState.TEXT, at + 1);
        } else {
            state = HtmlState.BEFORE_NAME;
        }
    }

    private void beforeName() {
        at = WHITE.end(in, at);
        if (at == in.length) {
            state = HtmlState.END;
        } else if (in[at] == '/') {
            go(HtmlState.SELF_CLOSING, at + 1);
        } else if (in[at] == '>') {
            bracket();
        } else {
            state = HtmlState.NAME;
        }
    }

    private void name() {
        int end = NAME_END.next(in, at + 1);
        emit(HtmlToken.ATTR_NAME, at, end);
        if (end == in.length) {
            go(HtmlState.END, end);
            return;
        }
        switch (in[end]) {
            case '/' -> go(HtmlState.SELF_CLOSING, end + 1);
            case '=' -> go(HtmlState.BEFORE_VALUE, end + 1);
            case '>' -> go(HtmlState.TAG_END, end);
            default -> go(HtmlState.AFTER_NAME, end + 1);
        }
    }

    private void afterName() {
        at = WHITE.end(in, at);
        if (at == in.length) {
            state = HtmlState.END;
            return;
        }
        switch (in[at]) {
            case '/' -> go(HtmlState.SELF_CLOSING, at + 1);
            case '=' -> go(HtmlState.BEFORE_VALUE, at + 1);
            case '>' -> state = HtmlState.TAG_END;
            default -> state = HtmlState.NAME;
        }
    }

    private void beforeValue() {
        at = WHITE.end(in, at);
        if (at == in.length) {
            state = HtmlState.END;
            return;
        }
        state = switch (in[at]) {
            case '"' -> HtmlState.DOUBLE_QUOTED;
            case '\'' -> HtmlState.SINGLE_QUOTED;
            case '`' -> HtmlState.BACK_QUOTED;
            default -> HtmlState.UNQUOTED;
        };
    }

    /** At the opening quote; at the very beginning the value is taken for the inside. */
    private void quoted(char quote) {
        int start = at > 0 ? at + 1 : 0;
        int end = Find.octet(in, start, quote);
        emit(HtmlToken.ATTR_VALUE, start, end < 0 ? in.length : end);
        go(end < 0 ? HtmlState.END : HtmlState.AFTER_QUOTED, end + 1);
    }

    private void unquoted() {
        int end = VALUE_END.next(in, at);
        emit(HtmlToken.ATTR_VALUE, at, end);
        if (end == in.length) {
            go(HtmlState.END, end);
        } else if (in[end] == '>') {
            go(HtmlState.TAG_END, end);
        } else {
            go(HtmlState.BEFORE_NAME, end + 1);
        }
    }

    private void afterQuoted() {
        if (at >= in.length) {
            state = HtmlState.END;
        } else {
            state = HtmlState.BEFORE_NAME;
        }
    }

    private void markup() {
        if (doctype()) {
            state = HtmlState.DOCTYPE;
        } else if (Find.startsWith(in, at, "[CDATA[")) {
            go(HtmlState.CDATA, at + 7);
        } else if (Find.startsWith(in, at, "--")) {
            go(HtmlState.COMMENT, at + 2);
        } else {
            state = HtmlState.BOGUS_COMMENT;
        }
    }

    private boolean doctype() {
        String name = "DOCTYPE";
        for (int i = 0; i < name.length(); i++) {
            if (at + i >= in.length || SqlToken.upper(in[at + i]) != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Ends with {@code -->} or {@code -!>}, with zero octets behind the first dash. */
    private void comment() {
        int dash = Find.octet(in, at, '-');
        while (dash >= 0 && dash <= in.length - 3) {
            int second = dash + 1;
            while (second < in.length && in[second] == 0) {
                second++;
            }
            if (second + 1 >= in.length) {
                break;
            }
            if ((in[second] == '-' || in[second] == '!') && in[second + 1] == '>') {
                upTo(dash, second + 2 - dash, HtmlToken.TAG_COMMENT);
                return;
            }
            dash = Find.octet(in, dash + 1, '-');
        }
        upTo(-1, 0, HtmlToken.TAG_COMMENT);
    }

    private void cdata() {
        int bracket = Find.octet(in, at, ']');
        while (bracket >= 0 && !Find.startsWith(in, bracket, "]]>")) {
            bracket = Find.octet(in, bracket + 1, ']');
        }
        upTo(bracket, 3, HtmlToken.DATA_TEXT);
    }
}
