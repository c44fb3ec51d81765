package dev.postern.body;

import java.io.ByteArrayOutputStream;
import java.util.List;

/** A place in an XML text of UTF-8, and what the grammar's smallest pieces are. */
final class XmlCursor {

    private static final List<String> ENTITIES = List.of("lt;", "gt;", "amp;", "quot;", "apos;");

    private final byte[] in;
    private final BodyEnd end;
    private int at;
    /** From where on octets have not been written out yet. */
    private int run;

    /** @param end of the document in these octets */
    XmlCursor(byte[] in, BodyEnd end, int at) {
        this.in = in;
        this.end = end;
        this.at = at;
    }

    int at() {
        return at;
    }

    boolean ended() {
        return at == in.length;
    }

    boolean sees(String ascii) {
        return Octets.startsWith(in, at, ascii);
    }

    /** The octet here; there must be one. */
    byte octet() throws MalformedException {
        requireMore("it ends too early");
        return in[at];
    }

    /** Passes over the text when it stands here. */
    boolean take(String ascii) {
        boolean here = sees(ascii);
        at += here ? ascii.length() : 0;
        return here;
    }

    /** Ends the reading where a cut leaves less than this text of something that may be it. */
    void stopWithin(String ascii) throws EndedException {
        if (end == BodyEnd.CUT && Octets.isCut(in, at, ascii)) {
            throw new EndedException("xml: it ends too early");
        }
    }

    void expect(String ascii, String otherwise) throws MalformedException {
        if (Octets.isCut(in, at, ascii)) {
            throw new EndedException("xml: " + otherwise);
        }
        require(take(ascii), otherwise);
    }

    /** Whether there was one at least. */
    boolean takeBlanks() {
        int from = at;
        while (at < in.length && XmlCharacters.isBlank(in[at])) {
            at++;
        }
        return at > from;
    }

    /** Passes over a name and tells where it began. */
    int takeName() throws MalformedException {
        int from = at;
        requireMore("no name where one must be");
        require(XmlCharacters.beginsName(character()), "no name where one must be");
        do {
            at += Utf8.length(in, at);
        } while (at < in.length && XmlCharacters.continuesName(character()));
        return from;
    }

    /** An attribute's value, behind the equals sign: references replaced, each blank and each line end a space. What stands before an error is taken. */
    void takeValue(ByteArrayOutputStream out) throws MalformedException {
        byte quote = octet();
        require(quote == '"' || quote == '\'', "a value without quotes");
        at++;
        run = at;
        try {
            while (octet() != quote) {
                require(in[at] != '<', "a < in a value");
                if (in[at] == '&') {
                    takeReference(out);
                } else if (XmlCharacters.isBlank(in[at])) {
                    takeBlank(out, ' ');
                } else {
                    takeCharacter();
                }
            }
        } finally {
            endRun(out);
        }
        at++;
    }

    /** Character data up to markup: references replaced, each line end a line feed. What stands before an error is taken. */
    void takeText(ByteArrayOutputStream out) throws MalformedException {
        run = at;
        try {
            while (octet() != '<') {
                require(in[at] != ']' || !sees("]]>"), "a ]]> in the text");
                if (in[at] == '&') {
                    takeReference(out);
                } else {
                    takeLineOrCharacter(out);
                }
            }
        } finally {
            endRun(out);
        }
    }

    /** Up to the text that ends it, which is passed over. What stands before an error is taken. */
    void takeUntil(String last, ByteArrayOutputStream out) throws MalformedException {
        run = at;
        try {
            while (octet() != last.charAt(0) || !sees(last)) {
                stopWithin(last);
                takeLineOrCharacter(out);
            }
        } finally {
            endRun(out);
        }
        at += last.length();
    }

    private void takeLineOrCharacter(ByteArrayOutputStream out) throws MalformedException {
        if (in[at] == '\r') {
            takeBlank(out, '\n');
        } else {
            takeCharacter();
        }
    }

    private void takeBlank(ByteArrayOutputStream out, char instead) {
        endRun(out);
        at += sees("\r\n") ? 2 : 1;
        out.write(instead);
        run = at;
    }

    /** What was passed over since the run began stands for itself. */
    private void endRun(ByteArrayOutputStream out) {
        out.write(in, run, at - run);
        run = at;
    }

    private void takeReference(ByteArrayOutputStream out) throws MalformedException {
        endRun(out);
        try {
            int character = reference();
            byte[] octets = new byte[4];
            out.write(octets, 0, Utf8.write(character, octets, 0));
        } catch (EndedException ended) {
            run = end == BodyEnd.CUT ? at : run;
            throw ended;
        }
        run = at;
    }

    private int reference() throws MalformedException {
        at++;
        int character = take("#x") ? number(16) : take("#") ? number(10) : entity();
        expect(";", "a reference that does not end");
        require(XmlCharacters.isAllowed(character), "a reference to a character that XML does not allow");
        return character;
    }

    private int number(int radix) throws MalformedException {
        int number = 0;
        int from = at;
        for (int digit = Octets.hex(octet()); digit >= 0 && digit < radix; digit = Octets.hex(octet())) {
            // Beyond the last character it only has to stay there.
            number = Math.min(number * radix + digit, 0x110000);
            at++;
        }
        require(at > from, "a reference without a number");
        return number;
    }

    /** There is no document type, so there are no others. */
    private int entity() throws MalformedException {
        if (sees("lt;") || sees("gt;")) {
            at += 2;
            return in[at - 2] == 'l' ? '<' : '>';
        }
        for (String entity : ENTITIES) {
            stopWithin(entity);
        }
        if (take("amp")) {
            return '&';
        }
        if (take("quot")) {
            return '"';
        }
        expect("apos", "an entity that is not declared");
        return '\'';
    }

    private void takeCharacter() throws MalformedException {
        if (in[at] < ' ') {
            require(XmlCharacters.isAllowed(character()), "a character that XML does not allow");
        }
        at += Utf8.length(in, at);
    }

    private int character() throws MalformedException {
        int length = Utf8.length(in, at);
        if (Utf8.isCut(in, at)) {
            throw new EndedException("xml: not UTF-8");
        }
        require(length > 0, "not UTF-8");
        return Utf8.character(in, at, length);
    }

    private void requireMore(String otherwise) throws EndedException {
        if (at >= in.length) {
            throw new EndedException("xml: " + otherwise);
        }
    }

    static void require(boolean holds, String otherwise) throws MalformedException {
        if (!holds) {
            throw new MalformedException("xml: " + otherwise);
        }
    }
}
