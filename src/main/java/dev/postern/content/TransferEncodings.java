package dev.postern.content;

import java.util.List;

/** Transfer encodings of parts (RFC 2045 §6), taken off as the most lenient reader does. Linear. */
public final class TransferEncodings {

    private TransferEncodings() {}

    /** What these octets may stand for, by each encoding there is. */
    public static List<byte[]> taken(byte[] octets) {
        return List.of(taken(octets, new Taker.Base64()), taken(octets, new Taker.QuotedPrintable()));
    }

    private static byte[] taken(byte[] octets, Taker taker) {
        Octets out = new Octets(octets.length + 4);
        for (byte octet : octets) {
            taker.take(octet, out);
        }
        taker.end(out);
        return out.toArray();
    }
}
