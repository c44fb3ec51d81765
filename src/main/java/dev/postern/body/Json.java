package dev.postern.body;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Reads a JSON text (RFC 8259) into arguments: each scalar, in order, duplicates kept, named by {@link JsonNames}; strings unescaped, numbers in their own spelling, {@code true} and
 * {@code false} as such, {@code null} as an empty value, as ModSecurity 2.9 does. A key over an empty object or array, of which ModSecurity says nothing, has an empty value too: no
 * key stays unseen. What was read before an error counts, and so does what a cut goes through.
 *
 * <p>Errors: anything that is not one JSON text, a byte order mark, nesting, numbers of arguments and lengths of names beyond the bounds. Octets in a string that are no UTF-8 and
 * blanks of other kinds than JSON's are errors too, but what follows them is read. A reader of octets of our own rather than a library's, which would turn them
 * into characters and back, and takes UTF-16 and UTF-32 where an upstream may not. Linear; no recursion; any thread.
 */
public final class Json {

    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private enum Expected { VALUE, VALUE_OR_END, KEY, KEY_OR_END, COMMA_OR_END }

    private final Received received;
    private final byte[] in;
    private final JsonText text;
    private final JsonNames names;
    private final ArgumentList arguments;
    /** For each level from the outermost, whether it is an object. */
    private final BitSet objects = new BitSet();
    private int level;
    private int at;
    private Expected expected = Expected.VALUE;
    private boolean oddBlanks;
    /** The string or number in which the body ends. */
    private Optional<byte[]> unended = Optional.empty();

    private Json(Received received, Bounds bounds) {
        this.received = received;
        this.in = received.octets();
        this.text = new JsonText(in);
        this.names = new JsonNames(bounds.jsonDepth(), in.length);
        this.arguments = new ArgumentList(bounds.arguments());
    }

    /** Reads a whole one. */
    public static JsonBody parse(byte[] body, Bounds bounds) {
        return parse(Received.whole(body), bounds);
    }

    /** An empty body has no arguments and no error, as in ModSecurity. */
    public static JsonBody parse(Received body, Bounds bounds) {
        return body.octets().length == 0 ? new JsonBody(List.of(), Optional.empty()) : new Json(body, bounds).parse();
    }

    private JsonBody parse() {
        Optional<BodyError> error = Optional.empty();
        try {
            readAsFarAsItGoes();
        } catch (MalformedException malformed) {
            error = Optional.of(malformed.error());
        }
        return new JsonBody(arguments.list(), error.or(this::flaw));
    }

    private void readAsFarAsItGoes() throws MalformedException {
        try {
            read();
        } catch (EndedException ended) {
            if (!received.isCut()) {
                throw ended;
            }
            close();
        }
    }

    /** What a cut left open: a value as far as it was read, and a key with no value yet, or half a key, as one with an empty value. */
    private void close() throws MalformedException {
        boolean key = expected == Expected.KEY || expected == Expected.KEY_OR_END;
        if (key && unended.isPresent()) {
            names.key(unended.get());
            argument(Octets.NONE);
        } else if (unended.isPresent() || expected == Expected.VALUE && names.keyIsUnnamed()) {
            argument(unended.orElse(Octets.NONE));
        }
        while (level > 0 && names.keyIsUnnamed()) {
            leave();
        }
    }

    /** What is wrong although everything could be read. */
    private Optional<BodyError> flaw() {
        if (text.flawed()) {
            return Optional.of(new BodyError("json: a string that is not UTF-8"));
        }
        return oddBlanks ? Optional.of(new BodyError("json: blanks of another kind than JSON's")) : Optional.empty();
    }

    private void read() throws MalformedException {
        skipBlanks();
        step();
        skipBlanks();
        while (level > 0) {
            step();
            skipBlanks();
        }
        require(at == in.length, "something behind the text");
    }

    private void step() throws MalformedException {
        requireMore("it ends too early");
        byte octet = in[at];
        switch (expected) {
            case VALUE -> value(octet);
            case VALUE_OR_END -> valueOrEnd(octet);
            case KEY -> key(octet);
            case KEY_OR_END -> keyOrEnd(octet);
            case COMMA_OR_END -> commaOrEnd(octet);
        }
    }

    private void valueOrEnd(byte octet) throws MalformedException {
        if (octet == ']') {
            end();
        } else {
            value(octet);
        }
    }

    private void keyOrEnd(byte octet) throws MalformedException {
        if (octet == '}') {
            end();
        } else {
            key(octet);
        }
    }

    private void commaOrEnd(byte octet) throws MalformedException {
        boolean object = objects.get(level - 1);
        if (octet == ',') {
            at++;
            expected = object ? Expected.KEY : Expected.VALUE;
        } else {
            require(octet == (object ? '}' : ']'), "no comma and no end");
            end();
        }
    }

    private void key(byte octet) throws MalformedException {
        require(octet == '"', "a key that is no string");
        names.key(string());
        expected = Expected.VALUE;
        skipBlanks();
        requireMore("no colon behind a key");
        require(in[at] == ':', "no colon behind a key");
        at++;
    }

    private void value(byte octet) throws MalformedException {
        switch (octet) {
            case '{' -> begin(Expected.KEY_OR_END);
            case '[' -> begin(Expected.VALUE_OR_END);
            case '"' -> scalar(string());
            case 't' -> scalar(literal(TRUE));
            case 'f' -> scalar(literal(FALSE));
            case 'n' -> {
                literal(NULL);
                scalar(Octets.NONE);
            }
            default -> scalar(number());
        }
    }

    private void begin(Expected next) throws MalformedException {
        at++;
        boolean object = next == Expected.KEY_OR_END;
        objects.set(level++, object);
        if (object) {
            names.beginObject();
        } else {
            names.beginArray();
        }
        expected = next;
    }

    private void end() throws MalformedException {
        at++;
        leave();
    }

    private void leave() throws MalformedException {
        if (objects.get(--level)) {
            names.endObject();
        } else {
            names.endArray();
        }
        if (names.keyIsUnnamed()) {
            argument(Octets.NONE);
        }
        expected = Expected.COMMA_OR_END;
    }

    private void scalar(byte[] value) throws MalformedException {
        argument(value);
        expected = Expected.COMMA_OR_END;
    }

    private void argument(byte[] value) throws MalformedException {
        if (!arguments.add(names.name(), value)) {
            throw new MalformedException(ArgumentList.OVER_LIMIT.message());
        }
    }

    private byte[] string() throws MalformedException {
        int from = at + 1;
        try {
            int end = text.end(from);
            at = end + 1;
            return text.between(from, end);
        } catch (EndedException ended) {
            unended = Optional.of(text.unended(from));
            throw ended;
        }
    }

    private byte[] literal(byte[] word) throws MalformedException {
        if (in.length - at < word.length && Arrays.equals(in, at, in.length, word, 0, in.length - at)) {
            throw new EndedException("json: a word that JSON does not know");
        }
        require(Octets.startsWith(in, at, word), "a word that JSON does not know");
        at += word.length;
        return word;
    }

    private byte[] number() throws MalformedException {
        int from = at;
        try {
            passNumber();
        } catch (EndedException ended) {
            unended = Optional.of(Arrays.copyOfRange(in, from, at));
            throw ended;
        }
        return Arrays.copyOfRange(in, from, at);
    }

    private void passNumber() throws MalformedException {
        at += in[at] == '-' ? 1 : 0;
        if (at < in.length && in[at] == '0') {
            at++;
        } else {
            digits();
        }
        if (at < in.length && in[at] == '.') {
            at++;
            digits();
        }
        if (at < in.length && Octets.lower(in[at]) == 'e') {
            at++;
            at += at < in.length && (in[at] == '+' || in[at] == '-') ? 1 : 0;
            digits();
        }
    }

    private void digits() throws MalformedException {
        int from = at;
        requireMore("no value where one must be");
        while (at < in.length && in[at] >= '0' && in[at] <= '9') {
            at++;
        }
        require(at > from, "no value where one must be");
    }

    /** Some readers skip vertical tabs and form feeds as well; what follows is read as they read it, and there is an error. */
    private void skipBlanks() {
        while (at < in.length && Octets.isSpace(in[at])) {
            oddBlanks |= in[at] == '\f' || in[at] == 0x0b;
            at++;
        }
    }

    private void requireMore(String otherwise) throws EndedException {
        if (at >= in.length) {
            throw new EndedException("json: " + otherwise);
        }
    }

    private static void require(boolean holds, String otherwise) throws MalformedException {
        if (!holds) {
            throw new MalformedException("json: " + otherwise);
        }
    }
}
