package dev.postern.secret;

import dev.postern.detect.Category;
import dev.postern.detect.Hit;
import dev.postern.detect.InfoType;
import dev.postern.detect.Window;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Private keys in PEM (RFC 7468, and OpenSSL's and OpenPGP's kin) that are longer than a hit can be, which rules that look for the end miss: the header, and behind it nothing but what keys are
 * written in, up to {@link Window#MOST_HIT_BYTES}. The hit covers these octets, the beginning of the key. So it does where the text ends before the key, as where each of its lines is a document
 * or an event. Whoever masks it leaves the rest of such a key: block this type instead.
 */
final class PrivateKeys {

    static final InfoType TYPE = InfoType.of("PRIVATE_KEY", Category.CREDENTIAL, "private key");
    /** What is searched for. */
    static final String BEGIN = "-----begin";

    private static final int LONGEST_LABEL = 64;
    private static final byte[] LABEL_END = "-----".getBytes(StandardCharsets.US_ASCII);
    private static final Octets BASE64 = Octets.LETTERS.or(Octets.DIGITS).or(Octets.of('+')).or(Octets.of('/'));
    /** White space, also as JSON and C write it, padding, and the lines before the key that name its cipher. */
    private static final Octets BESIDES = beside("\\=\"',:;.()_ \t\r\n");
    /** What may close what a header is the last value of. */
    private static final Octets CLOSERS = beside("}]|>");
    /** What a value begins behind. */
    private static final Octets QUOTES = beside("\"':=,;|[\t\r\n");
    /** One of so many octets may be no base64. */
    private static final int PURITY = 8;
    /** Of base64 in a row, in all but the last lines of a key. */
    private static final int LINE = 40;

    private PrivateKeys() {}

    /** @param at where {@link #BEGIN} stands */
    static Optional<Hit> at(byte[] text, int length, int at) {
        int label = at + BEGIN.length();
        int end = label;
        while (end < length && end - label < LONGEST_LABEL && text[end] != '-') {
            end++;
        }
        String name = new String(text, label, end - label, StandardCharsets.ISO_8859_1);
        int behind = end + LABEL_END.length;
        if (behind > length || !name.contains("PRIVATE KEY") || !stands(LABEL_END, text, end)) {
            return Optional.empty();
        }
        return at + Window.MOST_HIT_BYTES <= length ? longer(text, at, behind) : cut(text, length, at, behind);
    }

    private static Optional<Hit> longer(byte[] text, int at, int behind) {
        int limit = at + Window.MOST_HIT_BYTES;
        int others = 0;
        for (int i = behind; i < limit; i++) {
            int octet = text[i] & 0xff;
            if (!BASE64.contains(octet)) {
                boolean closes = octet == '-' && text[i - 1] == '-';
                if (closes || octet != '-' && !BESIDES.contains(octet)) {
                    return Optional.empty();
                }
                others++;
            }
        }
        return others > Window.MOST_HIT_BYTES / PURITY ? Optional.empty() : Optional.of(new Hit(TYPE, at, limit, Hit.CERTAIN));
    }

    /** Where each line is a document or an event, the text ends before the key does: with the header alone as a value of its own, or with lines of a key behind it. */
    private static Optional<Hit> cut(byte[] text, int length, int at, int behind) {
        int run = 0;
        int longest = 0;
        int end = behind;
        boolean words = false;
        for (int i = behind; i < length; i++) {
            int octet = text[i] & 0xff;
            boolean closes = octet == '-' && text[i - 1] == '-';
            if (closes || octet != '-' && !BASE64.contains(octet) && !BESIDES.contains(octet) && !CLOSERS.contains(octet)) {
                return Optional.empty();
            }
            run = BASE64.contains(octet) ? run + 1 : 0;
            longest = Math.max(longest, run);
            words |= run > 0;
            end = run > 0 ? i + 1 : end;
        }
        boolean key = longest >= LINE || !words && beginsValue(text, at);
        return key ? Optional.of(new Hit(TYPE, at, end, Hit.CERTAIN)) : Optional.empty();
    }

    private static boolean beginsValue(byte[] text, int at) {
        int before = at - 1;
        while (before >= 0 && text[before] == ' ') {
            before--;
        }
        return before < 0 || QUOTES.contains(text[before] & 0xff);
    }

    /** Whether what stands between two labels is a program that writes a key: strings put together, and nothing as long as a line of one. */
    static boolean program(byte[] match) {
        int run = 0;
        boolean joined = false;
        for (int i = 0; i < match.length && run < LINE; i++) {
            run = BASE64.contains(match[i] & 0xff) ? run + 1 : 0;
            joined |= match[i] == '+' && i > 1 && i + 1 < match.length && BESIDES.contains(match[i - 1] & 0xff) && match[i + 1] == ' ';
        }
        return joined && run < LINE;
    }

    private static boolean stands(byte[] what, byte[] text, int at) {
        for (int i = 0; i < what.length; i++) {
            if (text[at + i] != what[i]) {
                return false;
            }
        }
        return true;
    }

    private static Octets beside(String octets) {
        Octets set = Octets.NONE;
        for (char octet : octets.toCharArray()) {
            set = set.or(Octets.of(octet));
        }
        return set;
    }
}
