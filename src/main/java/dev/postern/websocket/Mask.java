package dev.postern.websocket;

/** RFC 6455 §5.3: the same puts it on and takes it off. */
final class Mask {

    private Mask() {}

    /** @param offset of the first octet in its payload */
    static void apply(byte[] octets, int from, int to, int key, long offset) {
        if (key == 0) {
            return;
        }
        int turned = Integer.rotateLeft(key, (int) (offset & 3) * Byte.SIZE);
        byte first = (byte) (turned >> 24);
        byte second = (byte) (turned >> 16);
        byte third = (byte) (turned >> 8);
        byte fourth = (byte) turned;
        int at = from;
        for (; at + 3 < to; at += 4) {
            octets[at] ^= first;
            octets[at + 1] ^= second;
            octets[at + 2] ^= third;
            octets[at + 3] ^= fourth;
        }
        for (; at < to; at++) {
            octets[at] ^= (byte) (turned >> 24 - (at - from & 3) * Byte.SIZE);
        }
    }
}
