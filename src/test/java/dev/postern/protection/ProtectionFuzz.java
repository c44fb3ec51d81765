package dev.postern.protection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.fuzz.Text;
import dev.postern.protection.PlainForm.CheckDigit;
import dev.postern.protection.PlainForm.Kept;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Text that claims to be a token or an envelope. As it is it opens nowhere unless it has the form of a plain token, and then what it gives has this token; what is protected comes back, is found in the
 * middle of the text, and is altered to nothing that opens.
 */
public final class ProtectionFuzz {

    private static final KeySource KEYS = TestKeys.source("new", "old");
    private static final Key KEY = TestKeys.key("cards", Key.Purpose.TOKEN);
    private static final Envelope ENVELOPE = new Envelope(KEYS);
    private static final Tokens WRAPPED = Tokens.wrapped("T", KEYS);
    private static final List<Tokens> PLAIN = Stream.concat(
            Stream.of(Alphabet.values()).map(PlainForm::of),
            Stream.of(CheckDigit.values()).flatMap(check -> Stream.of(Kept.NOTHING, new Kept(6, 4)).map(kept -> new PlainForm(Alphabet.DIGITS, check, kept))))
            .map(form -> Tokens.plain("T", form, KEY)).toList();

    private ProtectionFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        String text = new String(data, UTF_8);
        Text.holds(ENVELOPE.open("T", text).isEmpty() && WRAPPED.restore(text).isEmpty(), "opens what nobody sealed");
        for (Tokens tokens : PLAIN) {
            comesBack(tokens, text);
            Optional<String> restored = tokens.restore(text);
            restored.ifPresent(value -> Text.same(new Protection.Given(text), tokens.tokenise(value), "another token"));
        }
        comesBack(WRAPPED, text);
        String latin = new String(data, ISO_8859_1);
        if (ENVELOPE.seal("T", latin) instanceof Protection.Given sealed) {
            Text.same(Optional.of(latin), ENVELOPE.open("T", sealed.text()), "does not open");
            foundWithin(data, sealed.text());
        }
        noneRunsOver(data);
    }

    private static void comesBack(Tokens tokens, String value) {
        if (tokens.tokenise(value) instanceof Protection.Given token) {
            Text.same(Optional.of(value), tokens.restore(token.text()), "does not come back");
        }
    }

    private static void foundWithin(byte[] data, String sealed) {
        byte[] around = (new String(data, ISO_8859_1) + sealed + new String(data, ISO_8859_1)).getBytes(ISO_8859_1);
        int at = -1;
        do {
            at = Envelope.MARK.next(around, around.length, at + 1, around.length);
        } while (at >= 0 && at != data.length);
        Text.same(data.length, at, "not found");
        Text.same(data.length + sealed.length(), Envelope.MARK.end(around, around.length, at), "its end");
    }

    private static void noneRunsOver(byte[] data) {
        for (int at = CardTokens.next(data, data.length, 0, data.length); at >= 0; at = CardTokens.next(data, data.length, at + 1, data.length)) {
            int end = CardTokens.end(data, data.length, at);
            Text.holds(end > at && end <= data.length && end - at <= 37, at + " to " + end);
        }
    }
}
