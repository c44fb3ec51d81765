package dev.postern.edge;

/** Untrusted text for the record: what is not visible ASCII becomes a question mark, and it has an end. */
final class Printable {

    private Printable() {}

    /** A request target without its query. */
    static String path(String target, int max) {
        int query = target.indexOf('?');
        return of(query < 0 ? target : target.substring(0, query), max);
    }

    static String of(String raw, int max) {
        StringBuilder out = new StringBuilder(Math.min(raw.length(), max));
        for (int i = 0; i < raw.length() && i < max; i++) {
            char c = raw.charAt(i);
            out.append(c > 0x20 && c < 0x7f ? c : '?');
        }
        return out.toString();
    }
}
