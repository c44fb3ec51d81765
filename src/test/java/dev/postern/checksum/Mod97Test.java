package dev.postern.checksum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

final class Mod97Test {

    @Test
    void isTheRemainderOfTheWholeNumber() {
        String digits = "3214282912345698765432161182";
        assertEquals(new BigInteger(digits).mod(BigInteger.valueOf(97)).intValue(), Mod97.remainder(digits));
        assertEquals(Mod97.remainder("1035"), Mod97.remainder("AZ"));
    }

    @Test
    void everySingleErrorInAnIbanIsSeen() {
        String iban = "GB29NWBK60161331926819";
        assertTrue(Mod97.holdsForIban(iban));
        for (int i = 4; i < iban.length(); i++) {
            char other = iban.charAt(i) == '9' ? '0' : (char) (iban.charAt(i) + 1);
            assertFalse(Mod97.holdsForIban(iban.substring(0, i) + other + iban.substring(i + 1)), "place " + i);
        }
        assertFalse(Mod97.holdsForIban("GB2"));
    }
}
