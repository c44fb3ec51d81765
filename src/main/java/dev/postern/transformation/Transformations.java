package dev.postern.transformation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All transformations by the names SecLang has for them. A new one is a file and a line here. */
public final class Transformations {

    private static final Map<String, Transformation> NAMED = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    static {
        NAMED.put("none", new None());
        NAMED.put("base64Decode", Base64Decode.STRICT);
        NAMED.put("base64DecodeExt", Base64Decode.LENIENT);
        NAMED.put("base64Encode", new Base64Encode());
        NAMED.put("cmdLine", new CmdLine());
        NAMED.put("compressWhitespace", new CompressWhitespace());
        NAMED.put("cssDecode", new CssDecode());
        NAMED.put("escapeSeqDecode", new EscapeSeqDecode());
        NAMED.put("hexDecode", new HexDecode());
        NAMED.put("hexEncode", new HexEncode());
        NAMED.put("htmlEntityDecode", new HtmlEntityDecode());
        NAMED.put("jsDecode", new JsDecode());
        NAMED.put("length", new Length());
        NAMED.put("lowercase", new Lowercase());
        NAMED.put("md5", Digest.MD5);
        NAMED.put("normalisePath", NormalisePath.UNIX);
        NAMED.put("normalizePath", NormalisePath.UNIX);
        NAMED.put("normalisePathWin", NormalisePath.WINDOWS);
        NAMED.put("normalizePathWin", NormalisePath.WINDOWS);
        NAMED.put("parityEven7bit", Parity.EVEN);
        NAMED.put("parityOdd7bit", Parity.ODD);
        NAMED.put("parityZero7bit", Parity.ZERO);
        NAMED.put("removeComments", new RemoveComments());
        NAMED.put("removeCommentsChar", new RemoveCommentsChar());
        NAMED.put("removeNulls", new RemoveNulls());
        NAMED.put("removeWhitespace", new RemoveWhitespace());
        NAMED.put("replaceComments", new ReplaceComments());
        NAMED.put("replaceNulls", new ReplaceNulls());
        NAMED.put("sha1", Digest.SHA1);
        NAMED.put("sqlHexDecode", new SqlHexDecode());
        NAMED.put("trim", Trim.BOTH);
        NAMED.put("trimLeft", Trim.LEFT);
        NAMED.put("trimRight", Trim.RIGHT);
        NAMED.put("uppercase", new Uppercase());
        NAMED.put("urlDecode", new UrlDecode());
        NAMED.put("urlDecodeUni", urlDecodeUni(UnicodeMap.empty()));
        NAMED.put("urlEncode", new UrlEncode());
        NAMED.put("utf8toUnicode", new Utf8ToUnicode());
    }

    private Transformations() {}

    /** The transformation of this name, in any case, {@code urlDecodeUni} without a map; empty when there is none. */
    public static Optional<Transformation> named(String name) {
        return Optional.ofNullable(NAMED.get(name));
    }

    /** {@code urlDecodeUni} with the map that {@code SecUnicodeMapFile} names. */
    public static Transformation urlDecodeUni(UnicodeMap map) {
        return new UrlDecodeUni(map);
    }

    /** The names, as the reference manual writes them, in alphabetical order. */
    public static List<String> names() {
        return List.copyOf(NAMED.keySet());
    }
}
