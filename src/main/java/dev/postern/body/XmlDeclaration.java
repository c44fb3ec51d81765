package dev.postern.body;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The first lines of an XML document: byte order mark and {@code <?xml ...?>} (XML 1.0 §2.8). Only UTF-8, US-ASCII and ISO-8859-1 are read: in any other encoding the same
 * octets say something else.
 */
final class XmlDeclaration {

    static final String MARK = "\u00ef\u00bb\u00bf";

    private XmlDeclaration() {}

    /** A cursor behind it, on the document in UTF-8. */
    static Text read(byte[] in, BodyEnd end) throws MalformedException {
        boolean marked = startsWithMark(in);
        int start = marked ? MARK.length() : 0;
        boolean declared = Octets.startsWith(in, start, "<?xml") && in.length > start + 5 && XmlCharacters.isBlank(in[start + 5]);
        if (!declared) {
            return new Text(in, start);
        }
        XmlCursor cursor = new XmlCursor(in, end, start + 5);
        String encoding = pseudoAttributes(in, cursor);
        int at = cursor.at();
        return switch (encoding.toLowerCase(Locale.ROOT)) {
            case "", "utf-8", "utf8" -> new Text(in, at);
            case "us-ascii", "ascii" -> new Text(ascii(in, start), at);
            case "iso-8859-1", "latin1" -> {
                XmlCursor.require(!marked, "two encodings");
                yield new Text(new String(in, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.UTF_8), at);
            }
            default -> throw new MalformedException("xml: another encoding than UTF-8, US-ASCII and ISO-8859-1");
        };
    }

    /** The document in UTF-8, and where it goes on behind the declaration, which is ASCII. */
    record Text(byte[] octets, int at) {}

    private static boolean startsWithMark(byte[] in) {
        return in.length > 2 && in[0] == (byte) MARK.charAt(0) && in[1] == (byte) MARK.charAt(1) && in[2] == (byte) MARK.charAt(2);
    }

    /** The encoding, empty when none is named. */
    private static String pseudoAttributes(byte[] in, XmlCursor cursor) throws MalformedException {
        String version = pseudoAttribute(in, cursor, "version");
        XmlCursor.require(version.equals("1.0") || version.equals("1.1"), "a version that is none");
        String encoding = pseudoAttribute(in, cursor, "encoding");
        String standalone = pseudoAttribute(in, cursor, "standalone");
        XmlCursor.require(standalone.isEmpty() || standalone.equals("yes") || standalone.equals("no"), "a declaration that is none");
        cursor.takeBlanks();
        cursor.expect("?>", "a declaration that does not end");
        return encoding;
    }

    private static String pseudoAttribute(byte[] in, XmlCursor cursor, String name) throws MalformedException {
        boolean parted = cursor.takeBlanks() || XmlCharacters.isBlank(in[cursor.at() - 1]);
        if (parted) {
            cursor.stopWithin(name);
        }
        if (!parted || !cursor.take(name)) {
            return "";
        }
        cursor.takeBlanks();
        cursor.expect("=", "a declaration without an equals sign");
        cursor.takeBlanks();
        int from = cursor.at();
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        cursor.takeValue(value);
        XmlCursor.require(value.size() > 0 && cursor.at() - from == value.size() + 2, "a declaration that is none");
        return value.toString(StandardCharsets.ISO_8859_1);
    }

    private static byte[] ascii(byte[] in, int from) throws MalformedException {
        for (int at = from; at < in.length; at++) {
            XmlCursor.require(in[at] >= 0, "not US-ASCII");
        }
        return in;
    }
}
