package dev.postern.protection;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.protection.Protection.Why;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Envelopes and wrapped tokens: both are marked text. */
final class EnvelopeTest {

    private static final KeySource OLD = TestKeys.source("2025");
    private static final KeySource BOTH = TestKeys.source("2026", "2025");
    private static final KeySource NEW = TestKeys.source("2026");

    static String given(Protection protection) {
        return switch (protection) {
            case Protection.Given given -> given.text();
            case Protection.Unfit unfit -> throw new AssertionError(unfit);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "855-45-6789", "Łódź, ul. 🏠 5", "penc1.2025.AAAA."})
    void whatIsSealedOpensUnderItsLabelAlone(String value) {
        String sealed = given(new Envelope(OLD).seal("ssn", value));
        assertTrue(sealed.matches("penc1\\.2025\\.[A-Za-z0-9_-]+\\."), sealed);
        assertEquals(Optional.of(value), new Envelope(OLD).open("ssn", sealed));
        assertEquals(Optional.of(value), new Envelope(BOTH).open("ssn", sealed));
        assertEquals(Optional.empty(), new Envelope(NEW).open("ssn", sealed));
        assertEquals(Optional.empty(), new Envelope(BOTH).open("ssm", sealed));
        assertEquals(Optional.empty(), new Envelope(BOTH).open("ssn", sealed.replace("2025", "2026")));
        assertEquals(Optional.empty(), Tokens.wrapped("ssn", BOTH).restore(sealed.replace("penc1", "ptok1")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ada@example.com", "Łódź, ul. 🏠 5"})
    void wrappedTokensAreTheSameEachTimeAndComeBack(String value) {
        String token = given(Tokens.wrapped("email", OLD).tokenise(value));
        assertTrue(token.matches("ptok1\\.2025\\.[A-Za-z0-9_-]+\\."), token);
        assertEquals(token, given(Tokens.wrapped("email", OLD).tokenise(value)));
        assertEquals(Optional.of(value), Tokens.wrapped("email", BOTH).restore(token));
        assertEquals(Optional.empty(), Tokens.wrapped("name", BOTH).restore(token));
        assertEquals(Optional.empty(), Tokens.wrapped("email", NEW).restore(token));
        assertNotEquals(token, given(Tokens.wrapped("name", OLD).tokenise(value)));
        assertTrue(given(Tokens.wrapped("email", BOTH).tokenise(value)).startsWith("ptok1.2026."));
    }

    @Test
    void noAlteredCharacterOpens() {
        Envelope envelope = new Envelope(OLD);
        String sealed = given(envelope.seal("ssn", "855-45-6789"));
        Tokens tokens = Tokens.wrapped("ssn", OLD);
        String token = given(tokens.tokenise("855-45-6789"));
        for (String other : List.of("A", "b", "_", ".", "=", "é", "\u0000", "")) {
            for (int i = 0; i < sealed.length(); i++) {
                String altered = sealed.substring(0, i) + other + sealed.substring(i + 1);
                assertTrue(altered.equals(sealed) || envelope.open("ssn", altered).isEmpty(), altered);
            }
            for (int i = 0; i < token.length(); i++) {
                String altered = token.substring(0, i) + other + token.substring(i + 1);
                assertTrue(altered.equals(token) || tokens.restore(altered).isEmpty(), altered);
            }
        }
    }

    @Test
    void theSameValueIsNeverTheSameEnvelope() {
        Envelope envelope = new Envelope(OLD, 3);
        Set<String> seen = new HashSet<>();
        Set<String> salts = new HashSet<>();
        for (int i = 0; i < 7; i++) {
            String sealed = given(envelope.seal("ssn", "855-45-6789"));
            assertTrue(seen.add(sealed));
            salts.add(sealed.substring(11, 27));
            assertEquals(Optional.of("855-45-6789"), envelope.open("ssn", sealed));
        }
        assertEquals(3, salts.size(), "a derived key serves three values here");
        assertEquals(1L << 32, Envelope.MOST_USES);
    }

    @Test
    void valuesThatAWindowWouldNotShowWholeAreUnfit() {
        String longest = "x".repeat(Marked.MOST_CLEAR_BYTES);
        KeySource longId = TestKeys.source("k".repeat(Key.MOST_ID_CHARACTERS));
        String sealed = given(new Envelope(longId).seal("note", longest));
        assertTrue(sealed.length() <= Marked.MOST_CHARACTERS, sealed.length() + " characters");
        assertEquals(Optional.of(longest), new Envelope(longId).open("note", sealed));
        byte[] text = (sealed + ' ').getBytes(US_ASCII);
        assertEquals(sealed.length(), Envelope.MARK.end(text, text.length, 0));
        assertEquals(new Protection.Unfit(Why.TOO_LONG), new Envelope(longId).seal("note", longest + 'x'));
        assertEquals(new Protection.Unfit(Why.TOO_LONG), new Envelope(longId).seal("note", "é".repeat(Marked.MOST_CLEAR_BYTES / 2 + 1)));
        assertEquals(new Protection.Unfit(Why.ALPHABET), new Envelope(longId).seal("note", "half \ud83c"));
    }

    @Test
    void envelopesAreFoundInText() {
        String one = given(new Envelope(OLD).seal("ssn", "1"));
        String two = given(new Envelope(OLD).seal("ssn", "2"));
        byte[] text = ("penc1.penc1.x." + one + two + "penc1.2025.AAAA. " + one.substring(0, one.length() - 1)).getBytes(US_ASCII);
        int first = Envelope.MARK.next(text, text.length, 0, text.length);
        int second = Envelope.MARK.next(text, text.length, first + 1, text.length);
        assertEquals(one, new String(text, first, Envelope.MARK.end(text, text.length, first) - first, US_ASCII));
        assertEquals(two, new String(text, second, Envelope.MARK.end(text, text.length, second) - second, US_ASCII));
        assertEquals(-1, Envelope.MARK.next(text, text.length, second + 1, text.length), "too short, and cut short");
        assertEquals(-1, Envelope.MARK.next(text, text.length, 0, first), "begins behind the part");
    }

    @Test
    void withoutAKeyThereIsNothingToSealWith() {
        assertThrows(IllegalArgumentException.class, () -> new Envelope(TestKeys.none()));
        assertThrows(IllegalArgumentException.class, () -> Tokens.wrapped("t", TestKeys.none()));
        assertThrows(IllegalArgumentException.class, () -> new Fingerprint(TestKeys.none()));
    }
}
