package dev.postern.content;

import java.util.Arrays;

/** A document in another character set than UTF-8. */
final class Transcoded implements Document {

    private final Codec codec;
    private final Document document;
    private byte[] unread = Octets.NONE;
    private byte[] unwritten = Octets.NONE;

    Transcoded(Codec codec, Document document) {
        this.codec = codec;
        this.document = document;
    }

    @Override
    public byte[] add(byte[] piece) throws UnreadableException {
        return written(document.add(read(piece, false)), false, Octets.NONE);
    }

    @Override
    public byte[] end() throws UnreadableException {
        byte[] before = document.add(read(Octets.NONE, true));
        // What is left is half a character.
        return written(joined(before, document.end()), true, unread);
    }

    private byte[] read(byte[] piece, boolean last) {
        byte[] in = joined(unread, piece);
        Octets text = new Octets(in.length + 16);
        int read = codec.read(in, in.length, last, text);
        unread = Arrays.copyOfRange(in, read, in.length);
        return text.toArray();
    }

    private byte[] written(byte[] utf8, boolean last, byte[] rest) {
        byte[] in = joined(unwritten, utf8);
        Octets out = new Octets(2 * in.length + rest.length);
        int written = codec.write(in, in.length, last, out);
        unwritten = Arrays.copyOfRange(in, written, in.length);
        out.write(rest, 0, rest.length);
        return out.toArray();
    }

    static byte[] joined(byte[] one, byte[] other) {
        if (one.length == 0) {
            return other;
        }
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    @Override
    public boolean malformed() {
        return document.malformed();
    }

    @Override
    public void close() {
        document.close();
    }

    @Override
    public int heldBytes() {
        return document.heldBytes() + unread.length + unwritten.length + 2048;
    }
}
