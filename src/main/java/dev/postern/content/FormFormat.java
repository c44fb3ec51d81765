package dev.postern.content;

import dev.postern.content.Pass.Stop;

/** Names and values of a form (WHATWG URL, application/x-www-form-urlencoded). A percent sign that begins no escape is shown as it is. */
final class FormFormat extends Format {

    private static final int MOST_NAME_BYTES = 256;

    private final String prefix;
    private boolean inName = true;
    private boolean structure;
    private long from;
    private long nameFrom;
    private long nameTo;
    private String name;
    private boolean malformed;

    FormFormat(String prefix) {
        this.prefix = prefix;
    }

    @Override
    Stop read(Pass p) {
        byte[] in = p.source;
        int at = p.at;
        int stop = p.stop();
        while (at < stop) {
            byte c = in[at];
            if (c == '&' || c == '=' && inName) {
                p.plain(at);
                if (p.valuewise && !structure && from < p.text) {
                    return Stop.VALUE;
                }
                next(c, p.text);
                at++;
                structure = true;
            } else if (c == '%' || c == '+') {
                p.plain(at);
                structure = false;
                if (!escape(p, c)) {
                    return Stop.SHORT;
                }
                at = p.at;
                stop = p.stop();
            } else {
                structure = false;
                at++;
            }
        }
        p.plain(at);
        return p.stopped();
    }

    private void next(byte c, long here) {
        if (c == '=') {
            nameFrom = from;
            nameTo = here;
            name = null;
        }
        inName = c == '&';
        from = here + 1;
    }

    private boolean escape(Pass p, byte c) {
        if (c == '+') {
            p.octet(1, ' ');
            return true;
        }
        int high = p.at + 1 < p.limit ? Hex.digit(p.source[p.at + 1]) : -2;
        int low = p.at + 2 < p.limit ? Hex.digit(p.source[p.at + 2]) : -2;
        if (high >= 0 && low >= 0) {
            p.octet(3, high << 4 | low);
            return true;
        }
        if (!p.last && high != -1 && low != -1) {
            return false;
        }
        malformed = true;
        p.plain(p.at + 1);
        return true;
    }

    @Override
    void finish() {
        // Any octets are a form.
    }

    @Override
    boolean malformed() {
        return malformed;
    }

    @Override
    Format fresh() {
        return new FormFormat(prefix);
    }

    @Override
    void become(Format format) {
        FormFormat other = (FormFormat) format;
        inName = other.inName;
        structure = other.structure;
        from = other.from;
        nameFrom = other.nameFrom;
        nameTo = other.nameTo;
        name = other.name;
        malformed = other.malformed;
    }

    @Override
    boolean inValue() {
        return !structure;
    }

    @Override
    long valueFrom() {
        return from;
    }

    @Override
    Spelling spelling() {
        return Spelling.FORM;
    }

    @Override
    String path(View view) {
        return inName ? prefix : prefix + said(view);
    }

    private String said(View view) {
        return name == null ? view.read(nameFrom, nameTo, MOST_NAME_BYTES) : name;
    }

    @Override
    void keep(View view, long before) {
        if (name == null && nameFrom < before) {
            name = said(view);
        }
    }

    @Override
    int held() {
        return 2 * MOST_NAME_BYTES + 100;
    }
}
