package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Addresses of the specifications, and one character changed. */
final class CryptoAddressTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa | 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa@94
            bitcoin:1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa?amount=1 | 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa@94
            1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb | -
            1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa1 | -
            3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy | 3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy@94
            BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4 | BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4@95
            bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0 | bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0@95
            BC1SW50QGDZ25J | BC1SW50QGDZ25J@95
            bc1zw508d6qejxtdg4y5r3zarvaryvaxxpcs | bc1zw508d6qejxtdg4y5r3zarvaryvaxxpcs@95
            bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd | -
            bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdp | -
            bc1QAR0SRRR7XFKVY5L643LYDNW9RE59GTZZWF5MDQ | -
            0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed | 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed@93
            0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359 | 0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359@93
            0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed | 0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed@40
            0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD | -
            0x0000000000000000000000000000000000000000 | -
            8f953371d3e85eddb89b05ed6b9e680791055315c73e1025ab5dba7bb2aee189 | -
            """)
    void finds(String text, String found) {
        assertEquals(found, Found.in(text, CryptoAddress.DETECTOR));
    }
}
