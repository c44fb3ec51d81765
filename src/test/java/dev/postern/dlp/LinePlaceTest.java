package dev.postern.dlp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LinePlaceTest {

    @Test
    void theSameAsOctetByOctet() {
        Random random = new Random(3);
        String some = "abc \n\u00e9\u20ac\ud83d\ude00\ufffd\u000b\u008a";
        for (int round = 0; round < 500; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 60; i++) {
                int character = random.nextInt(random.nextInt(3) == 0 ? some.codePointCount(0, some.length()) : 4);
                text.appendCodePoint(some.codePointAt(some.offsetByCodePoints(0, character)));
            }
            byte[] octets = text.toString().getBytes(StandardCharsets.UTF_8);
            LinePlace place = new LinePlace();
            int cut = random.nextInt(octets.length);
            place.over(octets, 0, cut);
            check(octets, cut, place);
            place.over(octets, cut, octets.length);
            check(octets, octets.length, place);
        }
    }

    private static void check(byte[] octets, int to, LinePlace place) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < to; i++) {
            if (octets[i] == '\n') {
                line++;
                column = 1;
            } else {
                column += (octets[i] & 0xc0) == 0x80 ? 0 : 1;
            }
        }
        assertEquals(line + ":" + column, place.line() + ":" + place.column());
    }

    @Test
    void nothingBackwards() {
        LinePlace place = new LinePlace();
        place.over("ab\ncd".getBytes(StandardCharsets.US_ASCII), 5, 3);
        assertEquals(1, place.line());
        assertEquals(1, place.column());
    }
}
