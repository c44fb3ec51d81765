package dev.postern.office;

import java.io.IOException;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/** Octets for the library to read, and the clock that is looked at as it does. */
final class Watched extends RandomAccessReadBuffer {

    private final Reading reading;

    Watched(byte[] octets, Reading reading) {
        super(octets);
        this.reading = reading;
    }

    @Override
    public int read() throws IOException {
        reading.step();
        return super.read();
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        reading.step();
        return super.read(into, from, length);
    }
}
