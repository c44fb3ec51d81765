package dev.postern.operator;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A text with references to variables, {@code %{tx.allowed_methods}}, told apart once. A name ends at its first dot or colon; what follows selects a member. A reference that is not closed is text.
 *
 * @param pieces in order
 */
public record Macro(List<Piece> pieces) {

    private static final String OPEN = "%{";

    /** Text, or what stands for the value of a variable. */
    public sealed interface Piece {

        /** @param octets never changed */
        record Literal(byte[] octets) implements Piece {}

        /** @param member empty for the variable itself */
        record Reference(String variable, String member) implements Piece {}
    }

    public Macro {
        pieces = List.copyOf(pieces);
    }

    /** @param text octets as characters U+0000 to U+00FF */
    public static Macro parse(String text) {
        List<Piece> pieces = new ArrayList<>();
        int from = 0;
        int open = text.indexOf(OPEN);
        int close = open < 0 ? -1 : text.indexOf('}', open);
        while (close >= 0) {
            literal(text.substring(from, open), pieces);
            pieces.add(reference(text.substring(open + OPEN.length(), close)));
            from = close + 1;
            open = text.indexOf(OPEN, from);
            close = open < 0 ? -1 : text.indexOf('}', open);
        }
        literal(text.substring(from), pieces);
        return new Macro(pieces);
    }

    private static void literal(String text, List<Piece> pieces) {
        if (!text.isEmpty()) {
            pieces.add(new Piece.Literal(text.getBytes(StandardCharsets.ISO_8859_1)));
        }
    }

    private static Piece reference(String name) {
        for (int at = 0; at < name.length(); at++) {
            if (name.charAt(at) == '.' || name.charAt(at) == ':') {
                return new Piece.Reference(name.substring(0, at), name.substring(at + 1));
            }
        }
        return new Piece.Reference(name, "");
    }

    /** Whether it is the same text always. */
    public boolean isFixed() {
        return pieces.stream().allMatch(Piece.Literal.class::isInstance);
    }
}
