package dev.postern.detector;

import dev.postern.detect.Candidate;
import dev.postern.detect.Category;
import dev.postern.detect.Check;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;
import java.util.Set;

/**
 * Goods and services tax numbers of India (GSTIN): two digits for the state, a permanent account number, a character that counts, Z, a check character, in one or its parts with blanks or
 * dashes between them: digits and letters count 0 to 35, times 1 and 2 in turn, quotient and remainder by 36 of each are added. States 38, 97 and 99 came later; they are taken if the
 * check character holds. Where it does not, the form is telling all the same (GST Network).
 *
 * <p>Example: {@code 27AAPFU0939F1ZV}.
 */
final class InGoodsTaxNumber {

    private static final int UNCHECKED = 60;
    private static final Set<String> LATER_STATES = Set.of("38", "97", "99");

    static final Detector DETECTOR = Detector.of(InfoType.of("INDIA_GST_INDIVIDUAL", Category.GOVERNMENT_ID, "Indian goods and services tax number", "IN_GSTIN"))
            .shape("(?i)\\d{2}[A-Z]{5}\\d{4}[A-Z][A-Z0-9]Z[A-Z0-9]\\b", 95)
            .shape("(?i)\\d{2}[- ]?[A-Z]{5}[- ]?\\d{4}[- ]?[A-Z][- ]?[A-Z0-9][- ]?Z[- ]?[A-Z0-9]\\b", 80)
            .shape("(?i)\\d{2}[A-Z0-9]{5}\\d{4}[A-Z][A-Z0-9]Z[A-Z0-9]\\b", 25)
            .check(InGoodsTaxNumber::check)
            .words("gstin", "gst", "goods and services tax")
            .build();

    private InGoodsTaxNumber() {}

    private static int check(Candidate candidate, int confidence) {
        String text = candidate.compact();
        int state = Integer.parseInt(text.substring(0, 2));
        boolean holds = holds(text);
        boolean known = state >= 1 && state <= 37 || holds && LATER_STATES.contains(text.substring(0, 2));
        boolean account = text.chars().skip(2).limit(5).filter(Character::isLetter).count() >= 3;
        return known && account ? Rules.asWritten(candidate, holds ? confidence : Math.min(confidence, UNCHECKED)) : Check.NO;
    }

    private static boolean holds(String text) {
        int sum = 0;
        for (int i = 0; i < 14; i++) {
            int product = Character.digit(text.charAt(i), 36) * (i % 2 + 1);
            sum += product / 36 + product % 36;
        }
        return (sum + Character.digit(text.charAt(14), 36)) % 36 == 0;
    }
}
