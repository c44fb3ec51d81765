package dev.postern.automaton;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class OctetMasksTest {

    @Test
    void tellsOfEachOfEightOctets() {
        Random random = new Random(5);
        byte[] in = new byte[8];
        for (int round = 0; round < 20_000; round++) {
            random.nextBytes(in);
            in[round & 7] = (byte) (round >> 3);
            in[(round + 1) & 7] = '+';
            long eight = OctetMasks.eight(in, 0);
            long words = OctetMasks.words(eight);
            long equal = OctetMasks.equal(eight, OctetMasks.times('+'));
            long high = OctetMasks.equal(eight, OctetMasks.times(0xe3));
            for (int i = 0; i < 8; i++) {
                assertEquals(ByteSet.WORD.contains(in[i] & 0xff), (words >>> i & 1) != 0);
                assertEquals(in[i] == '+', (equal >>> i & 1) != 0);
                assertEquals((in[i] & 0xff) == 0xe3, (high >>> i & 1) != 0);
            }
            assertEquals(0, (words | equal | high) >>> 8);
            assertEquals(high != 0, (OctetMasks.somewhere(eight, OctetMasks.times(0xe3)) & OctetMasks.HIGH) != 0);
            assertEquals((words & 1) != 0, ByteSet.WORD.contains(OctetMasks.four(in, 0) & 0xff));
            assertEquals(in[3], (byte) (OctetMasks.four(in, 0) >>> 24));
        }
    }
}
