package dev.postern.body;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads bodies of which nothing says what they are, as upstreams do that guess: those without a content type by their first octet, and the parts of a multipart body that is no
 * {@code multipart/form-data}, each by its own. {@code {} and {@code [} begin JSON, {@code <} XML. What is neither, or not well-formed, is read as a form where a POST has no type, and is
 * one argument without a name where a part is text and its head gives it a name or no type. Of a file that is POSTed
 * without a type only what looks like fields counts. Bodies of all other types have no arguments.
 *
 * <p>A guess that does not fit is no error; more than the bounds allow is one. Linear in the body; any thread.
 */
public final class Guess {

    private static final Pattern BOUNDARY = Pattern.compile("(?i)boundary\\s*=\\s*(?:\"([^\"]+)\"?|([^\\s;,\"]+))");
    private static final Pattern NAMED = Pattern.compile("(?i)(?<![a-z])name\\*?\\s*=");
    private static final Pattern TYPED = Pattern.compile("(?i)(?:^|\n)content-type\\s*:");

    private final Received received;
    private final byte[] in;
    private final Bounds bounds;
    private final ArgumentList arguments;
    private final List<byte[]> texts = new ArrayList<>();
    private final List<byte[]> attributes = new ArrayList<>();
    private Optional<BodyError> error = Optional.empty();

    private Guess(Received received, Bounds bounds) {
        this.received = received;
        this.in = received.octets();
        this.bounds = bounds;
        this.arguments = new ArgumentList(bounds.arguments());
    }

    /**
     * @param contentType the field's value, empty when there is none
     * @param method      the request's: forms without a type are POSTed
     */
    public static GuessedBody of(Received body, byte[] contentType, byte[] method, Bounds bounds) {
        Guess guess = new Guess(body, bounds);
        if (begin(contentType) == contentType.length) {
            guess.untyped("POST".equals(latin(method)));
        } else if (Octets.startsWithIgnoringCase(contentType, begin(contentType), "multipart/")) {
            guess.parts(latin(contentType));
        }
        return new GuessedBody(guess.arguments.list(), guess.error.or(guess.arguments::error), guess.texts, guess.attributes);
    }

    private void untyped(boolean form) {
        if (!data(received) && form) {
            Received fields = new Received(blanked(isText(in) ? in : plainFields()), received.end());
            FormBody read = UrlEncoded.parse(UrlEncoded.complete(fields), bounds);
            read.arguments().forEach(this::add);
            atBound(read.error());
        }
    }

    /** What a field would be in a body that is a file rather than a form: pieces with a name of few characters and an equals sign, and of them what is US-ASCII. */
    private byte[] plainFields() {
        ByteArrayOutputStream fields = new ByteArrayOutputStream();
        for (int at = 0; at < in.length; ) {
            int end = Octets.indexOf(in, (byte) '&', at, in.length);
            int name = at;
            while (name < end && isPlain(in[name])) {
                name++;
            }
            if (name > at && name < end && in[name] == '=') {
                for (int i = at; i < Math.min(end + 1, in.length); i++) {
                    fields.write(in[i] < 0 ? ' ' : in[i]);
                }
            }
            at = end + 1;
        }
        return fields.toByteArray();
    }

    private static boolean isPlain(byte octet) {
        return octet >= '0' && octet <= '9' || Octets.lower(octet) >= 'a' && Octets.lower(octet) <= 'z' || octet > 0 && "_-.[]%+$:".indexOf(octet) >= 0;
    }

    /** Controls and line ends, which no form has, read as blanks: what stands between them is seen, and a file is not taken for an attack for having them. */
    private static byte[] blanked(byte[] octets) {
        byte[] out = octets.clone();
        for (int at = 0; at < out.length; at++) {
            out[at] = out[at] >= 0 && out[at] < ' ' || out[at] == 0x7f ? (byte) ' ' : out[at];
        }
        return out;
    }

    private void parts(String contentType) {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!boundary.find()) {
            return;
        }
        byte[] delimiter = ("--" + (boundary.group(1) == null ? boundary.group(2) : boundary.group(1))).getBytes(StandardCharsets.ISO_8859_1);
        int part = -1;
        for (int at = 0; at < in.length && error.or(arguments::error).isEmpty(); at = next(at)) {
            if (Octets.startsWith(in, at, delimiter)) {
                part(part, at);
                part = next(at);
            }
        }
        part(part, in.length);
    }

    private int next(int line) {
        return Math.min(in.length, Octets.indexOf(in, (byte) '\n', line, in.length) + 1);
    }

    /** @param from −1 before the first boundary */
    private void part(int from, int to) {
        if (from < 0 || from >= to) {
            return;
        }
        int content = from;
        int line = from;
        while (line < to && !Octets.startsWith(in, line, "\r\n") && in[line] != '\n') {
            line = next(line);
        }
        if (line < to) {
            content = next(line);
        }
        byte[] octets = Arrays.copyOfRange(in, Math.min(content, to), to);
        if (!data(new Received(octets, to == in.length ? received.end() : BodyEnd.SEEN)) && isField(latin(Arrays.copyOfRange(in, from, Math.min(content, to)))) && isText(octets)) {
            add(new Argument(Octets.NONE, trimmed(octets)));
        }
    }

    private static boolean isField(String head) {
        return NAMED.matcher(head).find() || !TYPED.matcher(head).find();
    }

    /** Whether this is well-formed JSON or XML, of which a cut lets nobody be sure; what can be read of it counts in any case. */
    private boolean data(Received part) {
        byte[] octets = part.octets();
        int at = begin(octets);
        byte first = at < octets.length ? octets[at] : 0;
        Received text = new Received(Arrays.copyOfRange(octets, at, octets.length), part.end());
        return switch (first) {
            case '{', '[' -> took(Json.parse(text, bounds)) && !part.isCut();
            case '<' -> took(Xml.parse(text, bounds)) && !part.isCut();
            default -> at == octets.length;
        };
    }

    private boolean took(JsonBody json) {
        json.arguments().forEach(this::add);
        return atBound(json.error());
    }

    private boolean took(XmlBody xml) {
        texts.add(xml.text());
        attributes.addAll(xml.attributes());
        boolean many = attributes.size() > bounds.xmlNodes();
        return atBound(many ? Optional.of(new BodyError("more attributes than allowed")) : xml.error());
    }

    /** Whether there was no error at all. */
    private boolean atBound(Optional<BodyError> found) {
        error = error.or(() -> found.filter(BodyError::isBound));
        return found.isEmpty();
    }

    private void add(Argument argument) {
        arguments.add(argument.name(), argument.value());
    }

    /** Where it begins behind a byte order mark and blanks. */
    private static int begin(byte[] octets) {
        int at = Octets.startsWith(octets, 0, "\u00ef\u00bb\u00bf") ? 3 : 0;
        while (at < octets.length && Octets.isSpace(octets[at])) {
            at++;
        }
        return at;
    }

    private static byte[] trimmed(byte[] octets) {
        int to = octets.length;
        while (to > 0 && (octets[to - 1] == '\n' || octets[to - 1] == '\r')) {
            to--;
        }
        return Arrays.copyOf(octets, to);
    }

    private static boolean isText(byte[] octets) {
        for (byte octet : octets) {
            if (!isText(octet)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isText(byte octet) {
        return (octet < 0 || octet >= ' ' || Octets.isSpace(octet)) && octet != 0x7f;
    }

    private static String latin(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }
}
