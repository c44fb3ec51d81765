package dev.postern.content;

import java.util.Arrays;
import java.util.Optional;

/** A document of which is not yet known what it is: its first octets tell. */
final class Deferred implements Document {

    /** What it is held to be when these octets tell nothing. */
    static final int MOST_FIRST_BYTES = 512;

    /** Tells by the first octets what follows, or that it takes more of them. */
    @FunctionalInterface
    interface Choice {
        Optional<Document> choose(byte[] first, boolean enough) throws UnreadableException;
    }

    private final Choice choice;
    private byte[] first = Octets.NONE;
    private Optional<Document> chosen = Optional.empty();

    Deferred(Choice choice) {
        this.choice = choice;
    }

    @Override
    public byte[] add(byte[] piece) throws UnreadableException {
        if (chosen.isPresent()) {
            return chosen.get().add(piece);
        }
        return choose(piece, false);
    }

    private byte[] choose(byte[] piece, boolean last) throws UnreadableException {
        byte[] all = Arrays.copyOf(first, first.length + piece.length);
        System.arraycopy(piece, 0, all, first.length, piece.length);
        byte[] seen = all.length > MOST_FIRST_BYTES ? Arrays.copyOf(all, MOST_FIRST_BYTES) : all;
        chosen = choice.choose(seen, last || all.length >= MOST_FIRST_BYTES);
        first = chosen.isPresent() ? Octets.NONE : all;
        return chosen.isPresent() ? chosen.get().add(all) : Octets.NONE;
    }

    @Override
    public byte[] end() throws UnreadableException {
        byte[] before = chosen.isPresent() ? Octets.NONE : choose(Octets.NONE, true);
        byte[] rest = chosen.orElseThrow().end();
        byte[] all = Arrays.copyOf(before, before.length + rest.length);
        System.arraycopy(rest, 0, all, before.length, rest.length);
        return all;
    }

    @Override
    public boolean malformed() {
        return chosen.isPresent() && chosen.get().malformed();
    }

    @Override
    public void close() {
        chosen.ifPresent(Document::close);
    }

    @Override
    public int heldBytes() {
        return first.length + chosen.map(Document::heldBytes).orElse(0);
    }
}
