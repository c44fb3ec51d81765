package dev.postern.dlp;

import dev.postern.exchange.FieldText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where a rule looks: in fields of documents, in headers, or, when it names neither, everywhere.
 *
 * @param headers folded names; {@code *} for all
 */
record Scope(List<FieldPattern> fields, List<String> headers) {

    static final Scope EVERYWHERE = new Scope(List.of(), List.of());

    private static final String HEADER = "header:";
    private static final String ALL = "*";

    Scope {
        fields = List.copyOf(fields);
        headers = List.copyOf(headers);
    }

    /** @param texts {@code header:NAME}, {@code header:*}, and places in documents */
    static Scope of(List<String> texts) {
        List<FieldPattern> fields = new ArrayList<>();
        List<String> headers = new ArrayList<>();
        for (String text : texts) {
            if (isHeader(text)) {
                headers.add(headerName(text).equals(ALL) ? ALL : FieldText.folded(headerName(text)));
            } else {
                fields.add(FieldPattern.of(text));
            }
        }
        return new Scope(fields, headers);
    }

    /** Whether it names a header that there can be, or none. */
    static boolean isSound(String text) {
        return !isHeader(text) || FieldText.isToken(headerName(text));
    }

    private static boolean isHeader(String text) {
        return text.toLowerCase(Locale.ROOT).startsWith(HEADER);
    }

    private static String headerName(String text) {
        return text.substring(HEADER.length());
    }

    boolean isEverywhere() {
        return fields.isEmpty() && headers.isEmpty();
    }

    boolean reachesContent() {
        return isEverywhere() || !fields.isEmpty();
    }

    boolean namesHeader(String folded) {
        return headers.contains(folded) || headers.contains(ALL);
    }

    /** @param path of a field of a document, empty outside of any */
    boolean covers(String path) {
        if (isEverywhere()) {
            return true;
        }
        for (FieldPattern field : fields) {
            if (field.matches(path)) {
                return true;
            }
        }
        return false;
    }
}
