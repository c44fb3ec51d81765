package dev.postern.protection;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.protection.PlainForm.CheckDigit;
import dev.postern.protection.Protection.Why;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Tokens that keep the form of their value: FF1 over what is not kept, under a tweak of the type, the key's id, the form and what is kept, so that the middle digits of a card are another
 * permutation for each issuer and last four (NIST SP 800-38G, appendix C).
 *
 * <p>Check digits. The numbers whose Luhn sum is <em>c</em> modulo 10 are a class, cards being class 0. Tokens that hold are of class 0, those that fail of class {@value #FAILING}. Where enough is
 * left without it, the last free digit is not enciphered but set to what the class wants; else (six free digits: issuer and last four kept) FF1 is applied until the result is a card again,
 * which is a permutation of the cards as well, and the last free digit then moves the result to its class. Kept digits that leave 100,000 cards leave no more to whoever guesses.
 */
final class PlainTokens implements Tokens {

    static final int MOST_CHARACTERS = 256;
    /** The class of tokens that are no cards. */
    static final int FAILING = 5;

    private final PlainForm form;
    private final Ff1 cipher;
    private final byte[] tweak;

    PlainTokens(String type, PlainForm form, Key key) {
        if (key.purpose() != Key.Purpose.TOKEN) {
            throw new IllegalArgumentException("a key for " + key.purpose() + " makes no tokens");
        }
        this.form = form;
        this.cipher = new Ff1(key.derived("postern ff1 1"), form.alphabet().radix());
        this.tweak = tweak(type, form.alphabet().name(), form.check().name(), key.id());
    }

    private static byte[] tweak(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String word : words) {
            byte[] octets = word.getBytes(UTF_8);
            out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(octets.length).array());
            out.writeBytes(octets);
        }
        return out.toByteArray();
    }

    @Override
    public Protection tokenise(String value) {
        Optional<Numerals> read = value.length() > 2 * MOST_CHARACTERS ? Optional.empty() : Numerals.of(form.alphabet(), value);
        if (read.isEmpty()) {
            return new Protection.Unfit(value.length() > 2 * MOST_CHARACTERS ? Why.TOO_LONG : Why.ALPHABET);
        }
        byte[] ranks = read.get().ranks();
        Optional<Why> unfit = unfit(ranks);
        if (unfit.isPresent()) {
            return new Protection.Unfit(unfit.get());
        }
        if (form.check() != CheckDigit.NONE && luhn(ranks) != 0) {
            return new Protection.Unfit(Why.CHECK_DIGIT);
        }
        forth(ranks);
        return new Protection.Given(read.get().toString());
    }

    @Override
    public Optional<String> restore(String text) {
        Optional<Numerals> read = text.length() > 2 * MOST_CHARACTERS ? Optional.empty() : Numerals.of(form.alphabet(), text);
        if (read.isEmpty() || unfit(read.get().ranks()).isPresent()) {
            return Optional.empty();
        }
        byte[] ranks = read.get().ranks();
        if (form.check() != CheckDigit.NONE && luhn(ranks) != tokenClass()) {
            return Optional.empty();
        }
        back(ranks);
        return Optional.of(read.get().toString());
    }

    private Optional<Why> unfit(byte[] ranks) {
        if (ranks.length > MOST_CHARACTERS) {
            return Optional.of(Why.TOO_LONG);
        }
        return free(ranks) < form.alphabet().least() ? Optional.of(Why.TOO_SHORT) : Optional.empty();
    }

    private int free(byte[] ranks) {
        return ranks.length - form.kept().first() - form.kept().last();
    }

    private int tokenClass() {
        return form.check() == CheckDigit.FAILS ? FAILING : 0;
    }

    private void forth(byte[] ranks) {
        byte[] tweaked = tweakWith(ranks);
        UnaryOperator<byte[]> step = numerals -> cipher.encrypt(tweaked, numerals);
        permute(ranks, step);
        if (form.check() != CheckDigit.NONE) {
            settle(ranks, tokenClass());
        }
    }

    private void back(byte[] ranks) {
        byte[] tweaked = tweakWith(ranks);
        UnaryOperator<byte[]> step = numerals -> cipher.decrypt(tweaked, numerals);
        if (form.check() != CheckDigit.NONE) {
            settle(ranks, 0);
        }
        permute(ranks, step);
        if (form.check() != CheckDigit.NONE) {
            settle(ranks, 0);
        }
    }

    /** With a check digit: of cards among themselves. */
    private void permute(byte[] ranks, UnaryOperator<byte[]> step) {
        int free = free(ranks);
        if (form.check() == CheckDigit.NONE) {
            apply(ranks, free, step);
        } else if (free > form.alphabet().least()) {
            apply(ranks, free - 1, step);
        } else {
            do {
                apply(ranks, free, step);
            } while (luhn(ranks) != 0);
        }
    }

    private void apply(byte[] ranks, int count, UnaryOperator<byte[]> step) {
        int from = form.kept().first();
        byte[] changed = step.apply(Arrays.copyOfRange(ranks, from, from + count));
        System.arraycopy(changed, 0, ranks, from, count);
    }

    /** Moves the number into a class by its last free digit: each class has exactly one. */
    private void settle(byte[] ranks, int wanted) {
        int at = ranks.length - form.kept().last() - 1;
        while (luhn(ranks) != wanted) {
            ranks[at] = (byte) ((ranks[at] + 1) % 10);
        }
    }

    private byte[] tweakWith(byte[] ranks) {
        int first = form.kept().first();
        int last = form.kept().last();
        return ByteBuffer.allocate(tweak.length + 2 + first + last).put(tweak).put((byte) first).put(ranks, 0, first).put((byte) last).put(ranks, ranks.length - last, last).array();
    }

    /** The sum of ISO/IEC 7812-1, annex B, modulo 10. */
    static int luhn(byte[] digits) {
        int sum = 0;
        for (int i = 0; i < digits.length; i++) {
            boolean doubled = (digits.length - i) % 2 == 0;
            sum += doubled ? digits[i] * 2 - (digits[i] > 4 ? 9 : 0) : digits[i];
        }
        return sum % 10;
    }
}
