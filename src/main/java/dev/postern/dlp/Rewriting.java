package dev.postern.dlp;

import dev.postern.coding.CodingException;
import dev.postern.coding.Decoding;
import dev.postern.coding.Encoding;
import dev.postern.coding.Limits;
import dev.postern.content.Document;
import dev.postern.content.Documents;
import dev.postern.content.Editor;
import dev.postern.content.UnreadableException;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * A body on its way through a document: its codings are taken off, what the editor replaces is replaced, and its codings are put on again. Holds what {@link Document}, {@link Decoding} and
 * {@link Encoding} state. One thread at a time.
 */
final class Rewriting implements AutoCloseable {

    private static final byte[] NOTHING = {};

    /** Whether anything is wanted back. */
    enum Output { WANTED, DROPPED }

    private final Decoding decoding;
    private final Document document;
    private final Encoding encoding;
    private final Output output;
    private final boolean flushes;

    private Rewriting(Decoding decoding, Document document, Encoding encoding, Output output, boolean flushes) {
        this.decoding = decoding;
        this.document = document;
        this.encoding = encoding;
        this.output = output;
        this.flushes = flushes;
    }

    /** @throws UnreadableException when its coding or its character set is not known */
    static Rewriting of(BodyHead head, Editor editor, Output output, Limits limits) throws UnreadableException {
        Document document = Documents.open(head.contentType(), editor, dev.postern.content.Limits.DEFAULT);
        try {
            return new Rewriting(Decoding.of(head.contentEncoding(), limits), document, encoding(head, output), output, head.isEvents());
        } catch (CodingException unknown) {
            throw new UnreadableException(unknown.getMessage());
        }
    }

    /** Asked for after the decoding, which knows the same codings: it does not fail, and leaves nothing open. */
    private static Encoding encoding(BodyHead head, Output output) throws CodingException {
        return Encoding.of(output == Output.WANTED ? head.contentEncoding() : "");
    }

    byte[] add(byte[] piece) throws UnreadableException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(output == Output.WANTED ? piece.length : 0);
        try {
            decoding.add(piece, slice -> put(document.add(slice), out));
        } catch (CodingException broken) {
            throw new UnreadableException(broken.getMessage());
        }
        if (flushes && out.size() > 0) {
            out.writeBytes(encoding.flush());
        }
        return out.toByteArray();
    }

    byte[] end() throws UnreadableException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            decoding.end();
        } catch (CodingException broken) {
            throw new UnreadableException(broken.getMessage());
        }
        put(document.end(), out);
        if (output == Output.WANTED) {
            out.writeBytes(encoding.end());
        }
        return out.toByteArray();
    }

    private void put(byte[] settled, ByteArrayOutputStream out) {
        if (output == Output.WANTED && settled.length > 0) {
            out.writeBytes(encoding.add(settled));
        }
    }

    boolean malformed() {
        return document.malformed();
    }

    /** All of a body at once, for tests and for what was held. */
    byte[] whole(byte[] body) throws UnreadableException {
        byte[] first = add(body);
        byte[] rest = end();
        if (rest.length == 0) {
            return first;
        }
        byte[] all = Arrays.copyOf(first.length == 0 ? NOTHING : first, first.length + rest.length);
        System.arraycopy(rest, 0, all, first.length, rest.length);
        return all;
    }

    @Override
    public void close() {
        decoding.close();
        document.close();
        encoding.close();
    }
}
