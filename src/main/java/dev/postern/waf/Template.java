package dev.postern.waf;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;

/** Text with {@code %{...}} references, compiled. A reference to nothing stands for nothing. */
record Template(List<Piece> pieces) {

    static final Template EMPTY = new Template(List.of());

    sealed interface Piece {}

    record Literal(byte[] text) implements Piece {}

    /** @param tx the one TX variable that it stands for, if it does */
    record Reference(Lookup lookup, TxTarget tx) implements Piece {

        Reference(Lookup lookup) {
            this(lookup, lookup.tx());
        }
    }

    Template {
        pieces = List.copyOf(pieces);
    }

    static Template of(byte[] text) {
        return text.length == 0 ? EMPTY : new Template(List.of(new Literal(text)));
    }

    /** The text when nothing in it refers to a variable. */
    Optional<byte[]> constant() {
        if (pieces.isEmpty()) {
            return Optional.of(Ascii.NONE);
        }
        return pieces.size() == 1 && pieces.getFirst() instanceof Literal only ? Optional.of(only.text()) : Optional.empty();
    }

    byte[] expand(Transaction from) {
        return expand(from, Integer.MAX_VALUE);
    }

    /** No more than so many octets of each value that it refers to, and perhaps more of all together. */
    byte[] expand(Transaction from, int most) {
        if (pieces.isEmpty()) {
            return Ascii.NONE;
        }
        if (pieces.size() == 1) {
            return text(pieces.getFirst(), from);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Piece piece : pieces) {
            byte[] text = text(piece, from);
            out.write(text, 0, Math.min(text.length, most));
        }
        return out.toByteArray();
    }

    private static byte[] text(Piece piece, Transaction from) {
        return switch (piece) {
            case Literal literal -> literal.text();
            case Reference reference -> first(reference, from);
        };
    }

    /** As {@link #expand}, what a request may have said {@link Masked}. */
    byte[] masked(Transaction from) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Piece piece : pieces) {
            byte[] text = text(piece, from);
            boolean secret = piece instanceof Reference reference && !Masked.needless(reference.lookup(), text);
            out.writeBytes(secret ? Ascii.bytes(Masked.of(Ascii.text(text))) : text);
        }
        return out.toByteArray();
    }

    private static byte[] first(Reference reference, Transaction from) {
        if (reference.tx().isOne()) {
            return reference.tx().isThere(from) ? reference.tx().value(from) : Ascii.NONE;
        }
        Rows rows = new Rows();
        reference.lookup().apply(from, rows);
        return rows.isEmpty() ? Ascii.NONE : rows.get(0).cell().bytes();
    }
}
