package dev.postern.content;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * References to characters (XML 1.0 §4.1): by number, with or without the semicolon that HTML lets out, and by the names of XML and those of HTML that stand for what data is written with. Packed as
 * those of {@link JsonEscape}.
 */
final class XmlReference {

    /** What is longer is not read: {@link #goesOn}. */
    static final int MOST_BYTES = 64;
    private static final int MOST_NAME_BYTES = 9;

    private static final Map<String, Integer> NAMES = Map.ofEntries(Map.entry("lt", (int) '<'), Map.entry("gt", (int) '>'), Map.entry("amp", (int) '&'), Map.entry("quot", (int) '"'),
            Map.entry("apos", (int) '\''), Map.entry("nbsp", 0xa0), Map.entry("commat", (int) '@'), Map.entry("period", (int) '.'), Map.entry("comma", (int) ','), Map.entry("colon", (int) ':'),
            Map.entry("sol", (int) '/'), Map.entry("lowbar", (int) '_'), Map.entry("plus", (int) '+'), Map.entry("equals", (int) '='), Map.entry("num", (int) '#'), Map.entry("hyphen", 0x2010),
            Map.entry("dash", 0x2010), Map.entry("ndash", 0x2013), Map.entry("shy", 0xad), Map.entry("Tab", (int) '\t'), Map.entry("NewLine", (int) '\n'), Map.entry("lpar", (int) '('),
            Map.entry("rpar", (int) ')'));

    private XmlReference() {}

    static long read(byte[] in, int at, int limit, boolean last) {
        if (at + 1 >= limit) {
            return last ? JsonEscape.NONE : JsonEscape.INCOMPLETE;
        }
        return in[at + 1] == '#' ? numeric(in, at, limit, last) : named(in, at, limit, last);
    }

    private static long numeric(byte[] in, int at, int limit, boolean last) {
        boolean hex = at + 2 < limit && (in[at + 2] | 0x20) == 'x';
        int first = at + (hex ? 3 : 2);
        int end = first;
        int value = 0;
        while (end < limit && end - at < MOST_BYTES && digit(in[end], hex) >= 0) {
            value = Math.min(value * (hex ? 16 : 10) + digit(in[end], hex), Character.MAX_CODE_POINT + 1);
            end++;
        }
        if (end == limit && end - at < MOST_BYTES && !last) {
            return JsonEscape.INCOMPLETE;
        }
        if (end == first || end - at == MOST_BYTES || value > Character.MAX_CODE_POINT) {
            return JsonEscape.NONE;
        }
        boolean half = value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE;
        return JsonEscape.of(end - at + (end < limit && in[end] == ';' ? 1 : 0), half ? Utf8.REPLACEMENT : value);
    }

    /** Whether a reference by number stands here that is longer than what is read, and is one for others. */
    static boolean goesOn(byte[] in, int at, int limit) {
        boolean hex = limit - at > 2 && (in[at + 2] | 0x20) == 'x';
        int end = at + (hex ? 3 : 2);
        while (end < limit && end - at < MOST_BYTES && digit(in[end], hex) >= 0) {
            end++;
        }
        return end - at == MOST_BYTES && in[at + 1] == '#';
    }

    private static int digit(byte octet, boolean hex) {
        int digit = Hex.digit(octet);
        return hex || digit < 10 ? digit : -1;
    }

    private static long named(byte[] in, int at, int limit, boolean last) {
        int end = at + 1;
        while (end < limit && end - at < MOST_NAME_BYTES && (in[end] | 0x20) >= 'a' && (in[end] | 0x20) <= 'z') {
            end++;
        }
        if (end == limit) {
            return last ? JsonEscape.NONE : JsonEscape.INCOMPLETE;
        }
        if (in[end] != ';') {
            return JsonEscape.NONE;
        }
        Integer character = NAMES.get(new String(in, at + 1, end - at - 1, StandardCharsets.US_ASCII));
        return character == null ? JsonEscape.NONE : JsonEscape.of(end - at + 1, character);
    }
}
