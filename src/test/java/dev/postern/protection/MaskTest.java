package dev.postern.protection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MaskTest {

    @ParameterizedTest
    @CsvSource({
        "123-45-6789,         4, XXX-XX-6789",
        "4397945340344828,    4, XXXXXXXXXXXX4828",
        "4397 9453 4034 4828, 4, XXXX XXXX XXXX 4828",
        "123,                 4, XX3",
        "1234,                4, XX34",
        "7,                   4, X",
        "--,                  4, --",
        "ada@example.com,     3, XXX@XXXXXXX.com",
        "Łódź🏠ab,            2, XXXXXab",
        "123456,              0, XXXXXX"})
    void theLastAreKept(String value, int count, String masked) {
        assertEquals(masked, Mask.keepLast(count).apply("T", value));
    }

    @ParameterizedTest
    @CsvSource({"DE89 3704 0044, 4, DE89 XXXX XXXX", "ab, 4, aX", "🏠🏠🏠, 1, 🏠XX"})
    void theFirstAreKept(String value, int count, String masked) {
        assertEquals(masked, Mask.keepFirst(count).apply("T", value));
    }

    @Test
    void bothEndsTogetherLeaveEnoughHidden() {
        assertEquals("411111******1111", new Mask.Ends(6, 4, '*', 0).apply("T", "4111112222221111"));
        assertEquals("12345678****", new Mask.Ends(8, 8, '*', 0).apply("T", "123456789012"));
        assertEquals("12345*****", new Mask.Ends(6, 4, '*', 0).apply("T", "1234567890"));
    }

    @ParameterizedTest
    @CsvSource({"4397945340344828, XXXXXXXXXXXX4828", "12345678901, XXXXXXXXXXX", "hunter2, XXXXXXX"})
    void recordsShowLittle(String value, String shown) {
        assertEquals(shown, Mask.SHOWN.apply("T", value));
    }

    @Test
    void aFixedTextTellsNothing() {
        assertEquals("[removed]", new Mask.Fixed("[removed]").apply("T", "855-45-6789"));
    }

    @ParameterizedTest
    @ValueSource(chars = {'"', '\\', '<', '&', '\n', 'é'})
    void aMaskBreaksNoDocument(char with) {
        assertThrows(IllegalArgumentException.class, () -> new Mask.Ends(0, 4, with, 0));
    }

    @Test
    void fingerprintsAreOfTypeValueAndKey() {
        Fingerprint prints = new Fingerprint(TestKeys.source("audit"));
        String one = prints.of("SSN", "855456789");
        assertTrue(one.matches("audit:[A-Za-z0-9_-]{16}"), one);
        assertEquals(one, new Fingerprint(TestKeys.source("audit", "older")).of("SSN", "855456789"));
        assertNotEquals(one, prints.of("SSN", "855456788"));
        assertNotEquals(one, prints.of("EIN", "855456789"));
        assertNotEquals(prints.of("SS", "N1"), prints.of("SSN", "1"));
        assertNotEquals(one.substring(6), new Fingerprint(TestKeys.source("later")).of("SSN", "855456789").substring(6));
        assertNotEquals(one.substring(6), new Mask.Hashed(prints).apply("SSN", "855456789"), "what a reader sees cannot be looked up in the record");
        assertEquals(16, new Mask.Hashed(prints).apply("SSN", "855456789").length());
        assertEquals("***", prints.toString());
    }
}
