package dev.postern.dlp;

import dev.postern.config.DlpConfig.Tokens.Luhn;
import dev.postern.protection.Alphabet;
import dev.postern.protection.Key;
import dev.postern.protection.KeySource;
import dev.postern.protection.PlainForm;
import dev.postern.protection.PlainForm.CheckDigit;
import dev.postern.protection.PlainForm.Kept;
import dev.postern.protection.Protection;
import dev.postern.protection.Tokens;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tokens of the types of a rule: of payment cards in a card's form, of all else wrapped. */
final class TokenForms {

    static final String CARD = "CREDIT_CARD_NUMBER";

    private final Map<String, Tokens> byType = new LinkedHashMap<>();
    private final boolean keepsLuhn;

    TokenForms(Set<String> types, dev.postern.config.DlpConfig.Tokens terms, KeySource keys) {
        Key newest = keys.newest(Key.Purpose.TOKEN).orElseThrow();
        keepsLuhn = terms.luhn() == Luhn.KEEP;
        PlainForm card = new PlainForm(Alphabet.DIGITS, keepsLuhn ? CheckDigit.HOLDS : CheckDigit.FAILS, new Kept(terms.keepFirst(), terms.keepLast()));
        types.forEach(type -> byType.put(type, type.equals(CARD) ? Tokens.plain(type, card, newest) : Tokens.wrapped(type, keys)));
    }

    Protection tokenise(String type, String value) {
        return byType.get(type).tokenise(value);
    }

    /** Of a wrapped token, whichever of the types it is of. */
    Optional<String> unwrap(String text) {
        return byType.entrySet().stream().filter(form -> !form.getKey().equals(CARD)).flatMap(form -> form.getValue().restore(text).stream()).findFirst();
    }

    boolean hasCards() {
        return byType.containsKey(CARD);
    }

    /** Whether tokens of cards look like cards. */
    boolean keepsLuhn() {
        return keepsLuhn;
    }

    Optional<String> card(String token) {
        return byType.get(CARD).restore(token);
    }
}
