package dev.postern.checksum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every slip the scheme promises to find is found. */
final class VerhoeffTest {

    @ParameterizedTest
    @CsvSource({"2363, true", "2364, false", "123451, true", "84736430954837284567892, true", "399876543211, true", "399876543212, false", "0, true", "'', true"})
    void holds(String digits, boolean holds) {
        assertEquals(holds, Verhoeff.holds(digits));
    }

    @Test
    void oneWrongDigitIsFound() {
        String digits = "84736430954837284567892";
        for (int at = 0; at < digits.length(); at++) {
            for (char wrong = '0'; wrong <= '9'; wrong++) {
                String changed = digits.substring(0, at) + wrong + digits.substring(at + 1);
                assertEquals(changed.equals(digits), Verhoeff.holds(changed), changed);
            }
        }
    }

    @Test
    void swappedNeighboursAreFound() {
        String digits = "399876543211";
        for (int at = 0; at + 1 < digits.length(); at++) {
            String changed = digits.substring(0, at) + digits.charAt(at + 1) + digits.charAt(at) + digits.substring(at + 2);
            if (changed.equals(digits)) {
                assertTrue(Verhoeff.holds(changed));
            } else {
                assertFalse(Verhoeff.holds(changed), changed);
            }
        }
    }
}
