package dev.postern.dlp;

import dev.postern.content.Field;
import dev.postern.content.Replacement;
import dev.postern.content.TextBlock;
import dev.postern.detect.FieldNames;
import dev.postern.detect.Hit;
import dev.postern.detect.Scanner;
import dev.postern.detect.Thresholds;
import dev.postern.detect.Window;
import dev.postern.protection.CardTokens;
import dev.postern.protection.Envelope;
import dev.postern.protection.Tokens;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds tokens and envelopes in text and gives what they stand for. What cannot be opened stays as it is: it is nobody's, or a key that is gone. A token in a card's form is taken for one
 * only if the number it gives is a card's that could have been issued.
 */
final class Restorer {

    /** Restores nothing. */
    static final Restorer NONE = new Restorer(List.of(), new Scanner(List.of(), Thresholds.DEFAULT));

    private final List<RestoreRule> rules;
    private final Scanner cards;

    /** @param cards finds payment cards alone */
    Restorer(List<RestoreRule> rules, Scanner cards) {
        this.rules = rules;
        this.cards = cards;
    }

    /** In order, without overlaps, each beginning in the window's part. */
    List<Replacement> restored(TextBlock block) {
        if (rules.isEmpty()) {
            return List.of();
        }
        List<Replacement> found = new ArrayList<>();
        Window window = block.window();
        Map<Integer, Integer> likeCards = likeCards(window);
        int at = window.from();
        while (at < window.to()) {
            int end = mayBegin(window.text(), at) ? end(window, at, likeCards) : -1;
            Optional<String> value = end < 0 ? Optional.empty() : value(window, at, end, block.fields());
            if (value.isPresent()) {
                found.add(new Replacement(at, end, value.get().getBytes(StandardCharsets.UTF_8)));
                at = end;
            } else {
                at++;
            }
        }
        return found;
    }

    private static boolean mayBegin(byte[] text, int at) {
        byte first = text[at];
        return first == 'p' || first >= '0' && first <= '9' && (at == 0 || !isWord(text[at - 1]));
    }

    /** Behind what may be one and begins here; −1 if nothing does. */
    private static int end(Window window, int at, Map<Integer, Integer> likeCards) {
        if (window.text()[at] == 'p') {
            int envelope = Envelope.MARK.end(window.text(), window.length(), at);
            return envelope > 0 ? envelope : Tokens.MARK.end(window.text(), window.length(), at);
        }
        int failing = CardTokens.end(window.text(), window.length(), at);
        return failing > 0 ? failing : likeCards.getOrDefault(at, -1);
    }

    /** Where tokens pass the check of cards, whatever is found as a card may be one. */
    private Map<Integer, Integer> likeCards(Window window) {
        if (rules.stream().noneMatch(rule -> rule.tokens().hasCards() && rule.tokens().keepsLuhn())) {
            return Map.of();
        }
        return cards.scan(window, FieldNames.NONE).stream().collect(Collectors.toMap(Hit::start, Hit::end));
    }

    private static boolean isWord(byte c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    private Optional<String> value(Window window, int start, int end, TextBlock.Fields fields) {
        String text = new String(window.text(), start, end - start, StandardCharsets.ISO_8859_1);
        Field field = fields.at(start);
        for (RestoreRule rule : rules) {
            if (rule.at(field.path())) {
                Optional<String> value = text.charAt(0) == 'p' ? marked(rule, text) : card(rule, text);
                if (value.isPresent()) {
                    return value;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> marked(RestoreRule rule, String text) {
        return rule.envelopes().open(rule.types(), text).or(() -> rule.tokens().unwrap(text));
    }

    private Optional<String> card(RestoreRule rule, String text) {
        return rule.tokens().hasCards() ? rule.tokens().card(text).filter(this::isCard) : Optional.empty();
    }

    private boolean isCard(String number) {
        byte[] octets = number.getBytes(StandardCharsets.ISO_8859_1);
        List<Hit> hits = cards.scan(Window.whole(octets), FieldNames.NONE);
        return hits.size() == 1 && hits.getFirst().start() == 0 && hits.getFirst().end() == octets.length;
    }
}
