package dev.postern.content;

/** Messages behind one another, each with an octet of flags and four of its length before it (gRPC over HTTP/2, Connect): one that is compressed is not read. */
final class Messages implements Document {

    private static final int HEAD_BYTES = 5;
    private static final int COMPRESSED = 1;

    private final Document document;
    private int head;
    private long left;

    Messages(Document document) {
        this.document = document;
    }

    static boolean are(MediaType type) {
        return type.name().startsWith("application/grpc") || type.name().startsWith("application/connect+");
    }

    @Override
    public byte[] add(byte[] piece) throws UnreadableException {
        int at = 0;
        while (at < piece.length) {
            if (head == HEAD_BYTES) {
                int step = (int) Math.min(left, piece.length - at);
                at += step;
                left -= step;
                head = left == 0 ? 0 : head;
            } else {
                byte octet = piece[at++];
                if (head == 0 && (octet & COMPRESSED) != 0) {
                    throw new UnreadableException("a compressed message of gRPC");
                }
                left = head == 0 ? 0 : left << 8 | octet & 0xff;
                head++;
                head = head == HEAD_BYTES && left == 0 ? 0 : head;
            }
        }
        return document.add(piece);
    }

    @Override
    public byte[] end() throws UnreadableException {
        return document.end();
    }

    @Override
    public boolean malformed() {
        return document.malformed();
    }

    @Override
    public int heldBytes() {
        return document.heldBytes();
    }

    @Override
    public void close() {
        document.close();
    }
}
