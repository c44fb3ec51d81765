package dev.postern.lexicon;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import javax.crypto.Mac;

/** All that is written through it is authenticated. */
final class MacOutput extends FilterOutputStream {

    private final Mac mac;

    MacOutput(OutputStream out, Mac mac) {
        super(out);
        this.mac = mac;
    }

    @Override
    public void write(int octet) throws IOException {
        out.write(octet);
        mac.update((byte) octet);
    }

    @Override
    public void write(byte[] octets, int from, int length) throws IOException {
        out.write(octets, from, length);
        mac.update(octets, from, length);
    }
}
