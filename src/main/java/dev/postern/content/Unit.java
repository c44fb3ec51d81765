package dev.postern.content;

/** How long an escape is, in the source and as text; its first octet says which kind it is. */
final class Unit {

    private Unit() {}

    static int at(Tape tape, long offset) {
        byte[] source = tape.octets();
        int at = (int) (offset - tape.base());
        return switch (source[at]) {
            case '\\' -> of(JsonEscape.read(source, at, tape.length(), true));
            case '&' -> of(XmlReference.read(source, at, tape.length(), true));
            case '%' -> pack(3, 1);
            case '"' -> pack(2, 1);
            default -> pack(1, 1);
        };
    }

    private static int of(long escape) {
        return pack(JsonEscape.length(escape), Utf8.length(JsonEscape.character(escape)));
    }

    private static int pack(int source, int text) {
        return source << 3 | text;
    }

    static int source(int unit) {
        return unit >> 3;
    }

    static int text(int unit) {
        return unit & 7;
    }
}
