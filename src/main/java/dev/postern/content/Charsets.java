package dev.postern.content;

import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The character sets that are read, by the names that documents give them: those of the Encoding Standard (WHATWG) without the ones that have states, which hide text from those who read another. */
final class Charsets {

    private static final Set<String> UTF_8 = Set.of("utf-8", "utf8", "us-ascii", "ascii", "unicode-1-1-utf-8", "ansi_x3.4-1968", "utf-8-sig", "utf8mb4");
    private static final Set<String> PATTERNS = Set.of("iso-8859-", "iso8859-", "windows-125", "cp125", "ibm", "koi8-", "tis-620", "windows-874", "windows-1257");
    private static final Set<String> OTHERS = Set.of("latin1", "l1", "iso_8859-1", "iso_8859-15", "iso_8859-2", "shift_jis", "shift-jis", "sjis", "x-sjis", "ms_kanji", "windows-31j", "euc-jp", "x-euc-jp",
            "euc-kr", "ks_c_5601-1987", "windows-949", "euc-cn", "gb2312", "gbk", "x-gbk", "gb18030", "big5", "big5-hkscs", "x-x-big5", "euc-tw", "x-euc-tw", "cyrillic", "arabic", "greek", "hebrew");

    private Charsets() {}

    /** @return empty for UTF-8 and what it includes */
    static Optional<Codec> named(String name) throws UnreadableException {
        String label = name.strip().toLowerCase(Locale.ROOT);
        if (UTF_8.contains(label)) {
            return Optional.empty();
        }
        switch (label) {
            case "utf-16be", "unicodefffe", "utf-16" -> {
                // Without a mark RFC 2781 §4.3 takes the higher octet for the first.
                return Optional.of(WideCodec.UTF_16BE);
            }
            case "utf-16le", "unicode", "ucs-2" -> {
                return Optional.of(WideCodec.UTF_16LE);
            }
            case "utf-32be", "utf-32" -> {
                return Optional.of(WideCodec.UTF_32BE);
            }
            case "utf-32le" -> {
                return Optional.of(WideCodec.UTF_32LE);
            }
            default -> {
                return Optional.of(new LegacyCodec(legacy(label)));
            }
        }
    }

    /** As {@link #named}, for a name that is itself written in ASCII: a document that calls itself UTF-16 in ASCII is none. */
    static Optional<Codec> octets(String name) throws UnreadableException {
        Optional<Codec> codec = named(name);
        return codec.isPresent() && codec.get() instanceof WideCodec ? Optional.empty() : codec;
    }

    private static Charset legacy(String label) throws UnreadableException {
        String name = switch (label) {
            case "shift_jis", "shift-jis", "sjis", "x-sjis", "ms_kanji", "windows-31j" -> "windows-31j";
            case "x-euc-jp" -> "euc-jp";
            case "ks_c_5601-1987", "euc-kr", "windows-949" -> "x-windows-949";
            case "gb2312", "euc-cn", "x-gbk", "gbk" -> "gbk";
            case "x-x-big5", "big5" -> "x-windows-950";
            case "euc-tw", "x-euc-tw" -> "x-euc-tw";
            case "ibm866", "cp866" -> "ibm866";
            default -> label;
        };
        boolean listed = OTHERS.contains(label) || PATTERNS.stream().anyMatch(label::startsWith) && !label.startsWith("ibm") || label.equals("ibm866");
        if (!listed || !Charset.isSupported(name)) {
            throw new UnreadableException("a character set that is not read");
        }
        return Charset.forName(name);
    }

    /** What the first four octets say by a byte order mark, or by the zeros of a document that begins in ASCII (RFC 4627 §3, XML 1.0 appendix F). */
    static Optional<WideCodec> told(byte[] first) {
        int a = at(first, 0);
        int b = at(first, 1);
        int c = at(first, 2);
        int d = at(first, 3);
        if (a == 0xff && b == 0xfe) {
            return Optional.of(c == 0 && d == 0 ? WideCodec.UTF_32LE : WideCodec.UTF_16LE);
        }
        if (a == 0xfe && b == 0xff) {
            return Optional.of(WideCodec.UTF_16BE);
        }
        if (a == 0 && b == 0) {
            return c == 0xfe && d == 0xff || c == 0 && begins(d) ? Optional.of(WideCodec.UTF_32BE) : Optional.empty();
        }
        if (begins(a) && b == 0) {
            return c == 0 && d == 0 ? Optional.of(WideCodec.UTF_32LE) : c > 0 || d > 0 || c < 0 ? Optional.of(WideCodec.UTF_16LE) : Optional.empty();
        }
        return a == 0 && begins(b) ? Optional.of(WideCodec.UTF_16BE) : Optional.empty();
    }

    private static int at(byte[] first, int index) {
        return index < first.length ? first[index] & 0xff : -1;
    }

    /** What documents of JSON and XML begin with. */
    private static boolean begins(int c) {
        return c == '{' || c == '[' || c == '<' || c == '"';
    }

    /** What a document of XML says its character set is (XML 1.0 §4.3.3). */
    static Optional<String> declared(String beginning) {
        int end = beginning.indexOf("?>");
        int name = beginning.startsWith("<?xml") && end > 0 ? beginning.substring(0, end).indexOf("encoding") : -1;
        if (name < 0) {
            return Optional.empty();
        }
        int open = name + "encoding".length();
        while (open < end && beginning.charAt(open) != '"' && beginning.charAt(open) != '\'') {
            open++;
        }
        int close = beginning.indexOf(beginning.charAt(open), open + 1);
        return close < 0 || close > end ? Optional.empty() : Optional.of(beginning.substring(open + 1, close));
    }
}
