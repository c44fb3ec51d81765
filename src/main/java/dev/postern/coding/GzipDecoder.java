package dev.postern.coding;

import dev.postern.coding.CodingException.Problem;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Decodes gzip (RFC 1952): member after member, each with its checksum and length. 48 KiB of native memory. */
final class GzipDecoder implements Decoder {

    private static final int TRAILER_BYTES = 8;

    private final Inflater inflater = new Inflater(true);
    private final CRC32 sum = new CRC32();
    private GzipHeader header = new GzipHeader();
    private boolean inMember;
    private boolean headed;
    private boolean any;
    private int trailing;
    private long trailer;

    @Override
    public void decode(ByteBuffer in, ByteBuffer out) throws CodingException {
        while (in.hasRemaining() || inMember) {
            if (!inMember) {
                begin();
            }
            headed = headed || header.read(in);
            if (!headed || !inflater.finished() && !inflate(in, out) || !trailer(in)) {
                return;
            }
            inMember = false;
        }
    }

    private void begin() {
        header = new GzipHeader();
        inflater.reset();
        sum.reset();
        inMember = true;
        any = true;
        headed = false;
        trailing = 0;
        trailer = 0;
    }

    /** @return whether the member's content has come to its end */
    private boolean inflate(ByteBuffer in, ByteBuffer out) throws CodingException {
        int before = out.position();
        boolean finished = inflate(inflater, in, out);
        sum.update(out.array(), out.arrayOffset() + before, out.position() - before);
        return finished;
    }

    static boolean inflate(Inflater inflater, ByteBuffer in, ByteBuffer out) throws CodingException {
        inflater.setInput(in);
        try {
            while (!inflater.finished() && out.hasRemaining()) {
                int length = inflater.inflate(out);
                if (inflater.needsDictionary()) {
                    throw new CodingException(Problem.MALFORMED);
                }
                if (length == 0 && !in.hasRemaining()) {
                    break;
                }
            }
        } catch (DataFormatException broken) {
            throw new CodingException(Problem.MALFORMED);
        }
        return inflater.finished();
    }

    private boolean trailer(ByteBuffer in) throws CodingException {
        while (trailing < TRAILER_BYTES && in.hasRemaining()) {
            trailer |= (in.get() & 0xffL) << 8 * trailing++;
        }
        if (trailing == TRAILER_BYTES && (trailer & 0xffffffffL | inflater.getBytesWritten() << 32) != (sum.getValue() | trailer & ~0xffffffffL)) {
            throw new CodingException(Problem.MALFORMED);
        }
        return trailing == TRAILER_BYTES;
    }

    @Override
    public boolean complete() {
        return any && !inMember;
    }

    @Override
    public void close() {
        inflater.end();
    }
}
