package dev.postern.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where frames end, whatever pieces they come in: every length form (RFC 6455 §5.2), every way to cut. */
class FrameBoundaryTest {

    private static Buffer frame(int payload, int maskBit) {
        Buffer frame = Buffer.buffer().appendByte((byte) 0x82);
        if (payload < 126) {
            frame.appendByte((byte) (maskBit | payload));
        } else if (payload < 65_536) {
            frame.appendByte((byte) (maskBit | 126)).appendUnsignedShort(payload);
        } else {
            frame.appendByte((byte) (maskBit | 127)).appendLong(payload);
        }
        return frame.appendBytes(new byte[maskBit == 0 ? payload : payload + 4]);
    }

    @Test
    void aCutAnywhereIsWithinAFrameAndItsEndIsBetween() {
        for (int mask : List.of(0, 0x80)) {
            for (int payload : List.of(0, 1, 125, 126, 300, 70_000)) {
                Buffer octets = frame(payload, mask);
                for (int cut = 1; cut < octets.length(); cut += cut < 20 ? 1 : octets.length() / 7) {
                    FrameBoundary frames = new FrameBoundary();
                    frames.passed(octets.slice(0, cut));
                    assertEquals(false, frames.between(), payload + " cut at " + cut);
                    frames.passed(octets.slice(cut, octets.length()));
                    assertEquals(true, frames.between(), payload + " whole");
                }
            }
        }
    }

    @Test
    void framesMayComeTogether() {
        FrameBoundary frames = new FrameBoundary();
        frames.passed(frame(5, 0).appendBuffer(frame(200, 0)).appendBuffer(frame(0, 0)));
        assertEquals(true, frames.between());
        frames.passed(frame(5, 0).appendBuffer(Buffer.buffer(new byte[] {(byte) 0x82})));
        assertEquals(false, frames.between());
    }

    @Test
    void anAbsurdLengthEndsNowhereSoon() {
        FrameBoundary frames = new FrameBoundary();
        frames.passed(Buffer.buffer(new byte[] {(byte) 0x82, 127, 0x7f, -1, -1, -1, -1, -1, -1, -1, 1, 2, 3}));
        assertEquals(false, frames.between());
    }
}
