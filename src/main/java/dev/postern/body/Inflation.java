package dev.postern.body;

import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decodes {@code gzip} (RFC 1952) and {@code deflate} (RFC 1950; without its header it is refused, as readers differ in what they take it for). Checksums are checked, and nothing may
 * follow: some readers would go on. Holds native memory until closed.
 */
final class Inflation implements AutoCloseable {

    private static final int MOST_MEMBERS = 1_000;
    private static final int TEXT = 0x01;
    private static final int HEADER_CHECK = 0x02;
    private static final int EXTRA = 0x04;
    private static final int NAME = 0x08;
    private static final int COMMENT = 0x10;

    private final byte[] in;
    private final BoundedContent out;
    private final Inflater inflater;
    private final byte[] buffer = new byte[8_192];
    private final CRC32 sum = new CRC32();
    private int at;

    private Inflation(byte[] in, BoundedContent out, Inflater inflater) {
        this.in = in;
        this.out = out;
        this.inflater = inflater;
    }

    static void gzip(byte[] in, BoundedContent out) throws MalformedException {
        try (Inflation inflation = new Inflation(in, out, new Inflater(true))) {
            int members = 0;
            do {
                require(++members <= MOST_MEMBERS, "too many gzip members");
                inflation.member();
            } while (inflation.at < in.length);
        }
    }

    static void deflate(byte[] in, BoundedContent out) throws MalformedException {
        try (Inflation inflation = new Inflation(in, out, new Inflater())) {
            inflation.inflate();
            require(inflation.at == in.length, "something behind the deflated content");
        }
    }

    @Override
    public void close() {
        inflater.end();
    }

    private void member() throws MalformedException {
        header();
        inflater.reset();
        sum.reset();
        inflate();
        require(in.length - at >= 8 && word(at) == (int) sum.getValue() && word(at + 4) == (int) inflater.getBytesWritten(), "a gzip member whose checksum is another");
        at += 8;
    }

    private void header() throws MalformedException {
        require(in.length - at >= 10 && in[at] == 0x1f && in[at + 1] == (byte) 0x8b && in[at + 2] == 8, "not gzip");
        int flags = in[at + 3];
        require((flags & ~(TEXT | HEADER_CHECK | EXTRA | NAME | COMMENT)) == 0, "a gzip header with flags that do not exist");
        int begin = at;
        at += 10;
        if ((flags & EXTRA) != 0) {
            require(in.length - at >= 2, "a gzip header that does not end");
            skip(2 + half(at));
        }
        skipText(flags & NAME);
        skipText(flags & COMMENT);
        if ((flags & HEADER_CHECK) != 0) {
            checkHeader(begin);
        }
    }

    private void checkHeader(int begin) throws MalformedException {
        sum.reset();
        sum.update(in, begin, at - begin);
        require(in.length - at >= 2 && half(at) == (int) (sum.getValue() & 0xffff), "a gzip header whose checksum is another");
        at += 2;
    }

    private void skipText(int present) throws MalformedException {
        if (present != 0) {
            skip(Octets.indexOf(in, (byte) 0, at, in.length) + 1 - at);
        }
    }

    private void skip(int octets) throws MalformedException {
        require(in.length - at >= octets, "a gzip header that does not end");
        at += octets;
    }

    private void inflate() throws MalformedException {
        inflater.setInput(in, at, in.length - at);
        try {
            while (!inflater.finished()) {
                int length = inflater.inflate(buffer);
                require(length > 0 || inflater.finished(), "compressed content that does not end");
                sum.update(buffer, 0, length);
                out.add(buffer, length);
            }
        } catch (DataFormatException broken) {
            throw new MalformedException("coding: content that cannot be inflated");
        }
        at = in.length - inflater.getRemaining();
    }

    /** The two octets here, the less first. */
    private int half(int from) {
        return in[from] & 0xff | (in[from + 1] & 0xff) << 8;
    }

    private int word(int from) {
        return half(from) | half(from + 2) << 16;
    }

    private static void require(boolean holds, String otherwise) throws MalformedException {
        if (!holds) {
            throw new MalformedException("coding: " + otherwise);
        }
    }
}
