package dev.postern.checksum;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class Base58CheckTest {

    private static final String GENESIS = "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa";

    @Test
    void decodesTheFirstAddressEver() {
        assertArrayEquals(HexFormat.of().parseHex("0062e907b15cbf27d5425399ebf6f0fb50ebb88f18"), Base58Check.decode(GENESIS).orElseThrow());
    }

    @Test
    void leadingOnesAreLeadingZeros() {
        assertArrayEquals(new byte[21], Base58Check.decode("1111111111111111111114oLvT2").orElseThrow());
    }

    @Test
    void refusesWhatDoesNotHold() {
        for (String text : new String[] {"", "1", "1111", GENESIS.replace('v', 'w'), GENESIS + '1', '1' + GENESIS, "0" + GENESIS, "z".repeat(64), "z".repeat(65)}) {
            assertTrue(Base58Check.decode(text).isEmpty(), text);
        }
    }
}
