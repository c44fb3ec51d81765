package dev.postern.lexicon;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import javax.crypto.Mac;

/** All that is read through it is authenticated. */
final class MacInput extends FilterInputStream {

    private final Mac mac;

    MacInput(InputStream in, Mac mac) {
        super(in);
        this.mac = mac;
    }

    @Override
    public int read() throws IOException {
        int octet = super.read();
        if (octet >= 0) {
            mac.update((byte) octet);
        }
        return octet;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int read = super.read(into, from, length);
        if (read > 0) {
            mac.update(into, from, read);
        }
        return read;
    }
}
