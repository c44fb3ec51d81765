package dev.postern.protection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.checksum.Luhn;
import dev.postern.protection.PlainForm.CheckDigit;
import dev.postern.protection.PlainForm.Kept;
import dev.postern.protection.Protection.Why;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class PlainTokensTest {

    private static final Key KEY = TestKeys.key("cards", Key.Purpose.TOKEN);
    private static final String CARD = "4111-1111 1111-1111";

    static List<PlainForm> cardForms() {
        return List.of(CheckDigit.values()).stream().flatMap(check -> List.of(Kept.NOTHING, new Kept(6, 0), new Kept(0, 4), new Kept(6, 4)).stream()
                .map(kept -> new PlainForm(Alphabet.DIGITS, check, kept))).toList();
    }

    private static String token(Tokens tokens, String value) {
        return switch (tokens.tokenise(value)) {
            case Protection.Given given -> given.text();
            case Protection.Unfit unfit -> throw new AssertionError(unfit);
        };
    }

    private static String digits(String text) {
        return text.replaceAll("[^0-9]", "");
    }

    static String card(Random random, int length) {
        StringBuilder out = new StringBuilder("4");
        while (out.length() < length - 1) {
            out.append((char) ('0' + random.nextInt(10)));
        }
        return out.append(Luhn.checkDigit(out)).toString();
    }

    @ParameterizedTest
    @MethodSource("cardForms")
    void aCardComesBackAndItsTokenKeepsWhatTheFormSays(PlainForm form) {
        Tokens tokens = Tokens.plain("CREDIT_CARD_NUMBER", form, KEY);
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            String card = card(random, 16 + i % 4);
            String token = token(tokens, card);
            assertEquals(Optional.of(card), tokens.restore(token));
            assertEquals(token, token(tokens, card));
            assertEquals(card.length(), token.length());
            assertEquals(card.substring(0, form.kept().first()), token.substring(0, form.kept().first()));
            assertEquals(card.substring(card.length() - form.kept().last()), token.substring(token.length() - form.kept().last()));
            assertTrue(form.check() == CheckDigit.NONE || Luhn.holds(token) == (form.check() == CheckDigit.HOLDS), token);
        }
    }

    @ParameterizedTest
    @MethodSource("cardForms")
    void noTwoCardsShareAToken(PlainForm form) {
        Tokens tokens = Tokens.plain("CREDIT_CARD_NUMBER", form, KEY);
        Set<String> cards = new HashSet<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; cards.size() < 2000; i++) {
            String middle = String.format("%06d", i);
            if (Luhn.holds("411111" + middle + "1111") && cards.add(middle)) {
                assertTrue(seen.add(token(tokens, "411111" + middle + "1111")));
            }
        }
    }

    @Test
    void separatorsStayWhereTheyAre() {
        String token = token(Tokens.plain("CREDIT_CARD_NUMBER", PlainForm.card(new Kept(6, 4)), KEY), CARD);
        assertTrue(token.matches("4111-11\\d\\d \\d{4}-1111"), token);
    }

    @Test
    void typesKeysFormsAndKeptDigitsGiveOtherTokens() {
        PlainForm form = PlainForm.of(Alphabet.DIGITS);
        Set<String> seen = new HashSet<>();
        assertTrue(seen.add(token(Tokens.plain("A", form, KEY), digits(CARD))));
        assertTrue(seen.add(token(Tokens.plain("B", form, KEY), digits(CARD))));
        assertTrue(seen.add(token(Tokens.plain("A", form, TestKeys.key("other", Key.Purpose.TOKEN)), digits(CARD))));
        assertTrue(seen.add(token(Tokens.plain("A", PlainForm.card(Kept.NOTHING), KEY), digits(CARD))));
        Tokens kept = Tokens.plain("A", new PlainForm(Alphabet.DIGITS, CheckDigit.NONE, new Kept(6, 4)), KEY);
        assertNotEquals(token(kept, "4111111234561111").substring(6, 12), token(kept, "4111121234561111").substring(6, 12));
        assertNotEquals(token(kept, "4111111234561111").substring(6, 12), token(kept, "4111111234561112").substring(6, 12));
    }

    @ParameterizedTest
    @EnumSource(Alphabet.class)
    void everyAlphabetComesBackFromItsLeastLengthOn(Alphabet alphabet) {
        Tokens tokens = Tokens.plain("T", PlainForm.of(alphabet), KEY);
        Random random = new Random(3);
        for (int length = alphabet.least(); length < 60; length++) {
            StringBuilder value = new StringBuilder();
            for (int i = 0; i < length; i++) {
                value.append(i > 0 && i % 4 == 0 ? " " : "").append(alphabet.character(random.nextInt(alphabet.radix())));
            }
            assertEquals(Optional.of(value.toString()), tokens.restore(token(tokens, value.toString())));
        }
        assertTrue(Math.pow(alphabet.radix(), alphabet.least()) >= 1e6 && Math.pow(alphabet.radix(), alphabet.least() - 1) < 1e6);
        String tooShort = String.valueOf(alphabet.character(1)).repeat(alphabet.least() - 1);
        assertEquals(new Protection.Unfit(Why.TOO_SHORT), tokens.tokenise(tooShort));
        assertEquals(Optional.empty(), tokens.restore(tooShort));
    }

    @Test
    void whatWouldStandInTheClearIsUnfit() {
        Tokens digits = Tokens.plain("T", PlainForm.of(Alphabet.DIGITS), KEY);
        assertEquals(new Protection.Unfit(Why.ALPHABET), digits.tokenise("12345678x"));
        assertEquals(new Protection.Unfit(Why.ALPHABET), digits.tokenise("1234567é"));
        assertEquals(new Protection.Unfit(Why.ALPHABET), digits.tokenise("123456٧"));
        assertEquals(new Protection.Unfit(Why.ALPHABET), digits.tokenise("1234567\n"));
        assertEquals(new Protection.Unfit(Why.TOO_LONG), digits.tokenise("1".repeat(257)));
        assertEquals(new Protection.Unfit(Why.TOO_LONG), digits.tokenise("1".repeat(100_000)));
        assertEquals(new Protection.Unfit(Why.TOO_SHORT), Tokens.plain("T", PlainForm.card(new Kept(6, 4)), KEY).tokenise("411111111111116"));
        assertEquals(new Protection.Unfit(Why.CHECK_DIGIT), Tokens.plain("T", PlainForm.card(Kept.NOTHING), KEY).tokenise("4111111111111112"));
    }

    @Test
    void noCardIsTakenForAToken() {
        Tokens tokens = Tokens.plain("T", PlainForm.card(new Kept(6, 4)), KEY);
        assertEquals(Optional.empty(), tokens.restore(digits(CARD)));
        int taken = 0;
        for (int last = 0; last < 10; last++) {
            taken += tokens.restore("411111111111111" + last).isPresent() ? 1 : 0;
        }
        assertEquals(1, taken);
    }

    @Test
    void cardTokensAreFoundInText() {
        Tokens tokens = Tokens.plain("T", PlainForm.card(new Kept(6, 4)), KEY);
        String token = token(tokens, CARD);
        byte[] text = ("x" + digits(token) + " card 4111111111111111, token " + token + '.').getBytes(StandardCharsets.US_ASCII);
        int start = CardTokens.next(text, text.length, 0, text.length);
        assertEquals(token, new String(text, start, CardTokens.end(text, text.length, start) - start, StandardCharsets.US_ASCII));
        assertEquals(-1, CardTokens.next(text, text.length, start + 15, text.length));
        assertEquals(-1, CardTokens.next(text, text.length - 2, 0, text.length - 2));
    }

    @Test
    void aKeyForAnotherPurposeAndACheckDigitOfLettersAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Tokens.plain("T", PlainForm.of(Alphabet.DIGITS), TestKeys.key("k", Key.Purpose.ENVELOPE)));
        assertThrows(IllegalArgumentException.class, () -> new PlainForm(Alphabet.LETTERS, CheckDigit.HOLDS, Kept.NOTHING));
        assertThrows(IllegalArgumentException.class, () -> new Kept(17, 0));
        assertFalse(KEY.toString().contains("cards"));
    }
}
