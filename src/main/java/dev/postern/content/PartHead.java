package dev.postern.content;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What stands between a delimiter and a part: the rest of the delimiter's line, and the part's header fields (RFC 7578 §4).
 *
 * @param type   of the part; plain text when nothing is said
 * @param values what has a place that can be named: the field's name and the file's
 * @param encoding of the part's content (RFC 2045 §6), as it is said; empty when none is
 * @param proper whether each line is a field, none of them twice, and the part itself is in no transfer encoding
 */
record PartHead(Optional<String> name, MediaType type, List<Value> values, String encoding, boolean proper) {

    private static final List<String> IDENTITIES = List.of("", "7bit", "8bit", "binary");

    /** A value in the head. */
    record Value(int from, int to, String parameter, Spelling spelling) {}

    /** @throws UnreadableException when it says in two ways what the part is */
    static PartHead read(byte[] head) throws UnreadableException {
        return new Reader(new String(head, StandardCharsets.ISO_8859_1)).read();
    }

    private static final class Reader {

        private final String head;
        private final List<Value> values = new ArrayList<>();
        private Optional<String> name = Optional.empty();
        private Optional<String> type = Optional.empty();
        private boolean disposed;
        private String encoding = "";
        private boolean proper = true;

        Reader(String head) {
            this.head = head;
        }

        PartHead read() throws UnreadableException {
            int from = head.indexOf('\n') + 1;
            while (from > 0 && from < head.length()) {
                int end = endOfField(from);
                field(from, end);
                from = end;
            }
            return new PartHead(name, MediaType.of(type.orElse("text/plain")), List.copyOf(values), encoding, proper && IDENTITIES.contains(encoding));
        }

        /** Behind the line's end, and those of the lines that continue it. */
        private int endOfField(int from) {
            int end = head.indexOf('\n', from) + 1;
            while (end > 0 && end < head.length() && (head.charAt(end) == ' ' || head.charAt(end) == '\t')) {
                end = head.indexOf('\n', end) + 1;
            }
            return end == 0 ? head.length() : end;
        }

        private void field(int from, int end) throws UnreadableException {
            String line = head.substring(from, end).stripTrailing();
            int colon = line.indexOf(':');
            if (line.isEmpty()) {
                return;
            }
            String field = colon < 0 ? "" : line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            proper &= colon > 0;
            switch (field) {
                case "content-disposition" -> {
                    proper &= !disposed;
                    disposed = true;
                    disposition(line, from);
                }
                case "content-type" -> {
                    String said = line.substring(colon + 1).strip();
                    if (!type.orElse(said).equalsIgnoreCase(said)) {
                        throw new UnreadableException("a part of two types");
                    }
                    proper &= type.isEmpty();
                    type = Optional.of(said);
                }
                case "content-transfer-encoding" -> {
                    String said = line.substring(colon + 1).strip().toLowerCase(Locale.ROOT);
                    proper &= encoding.isEmpty() || encoding.equals(said);
                    encoding = IDENTITIES.contains(said) || encoding.equals(said) ? encoding : encoding + said; // two of them are none that is known
                }
                default -> {
                    // Text.
                }
            }
        }

        private void disposition(String line, int from) throws UnreadableException {
            for (HeaderParameter parameter : HeaderParameter.all(line, line.indexOf(';'))) {
                Spelling spelling = parameter.name().endsWith("*") ? Spelling.EXTENDED : parameter.quoted() ? Spelling.PARAMETER : Spelling.NAME;
                switch (parameter.name()) {
                    case "name" -> {
                        name = Optional.of(new String(parameter.value().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
                        values.add(new Value(from + parameter.from(), from + parameter.to(), "name", spelling));
                    }
                    case "filename", "filename*" -> values.add(new Value(from + parameter.from(), from + parameter.to(), "filename", spelling));
                    default -> {
                        // Text.
                    }
                }
            }
        }
    }

    /** How it is taken off; nothing where there is none. */
    Optional<Supplier<Taker>> taker() throws UnreadableException {
        return switch (encoding) {
            case "", "7bit", "8bit", "binary" -> Optional.empty();
            case "base64" -> Optional.of(Taker.Base64::new);
            case "quoted-printable" -> Optional.of(Taker.QuotedPrintable::new);
            default -> throw new UnreadableException("a transfer encoding that is not read");
        };
    }
}
