package dev.postern.operator;

import dev.postern.automaton.Found;
import dev.postern.automaton.Phrases;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code @pm PHRASES}: one of the phrases stands somewhere in the value, ignoring case. With {@code capture}, {@code TX:0} is the phrase as it is written here.
 *
 * <p>Argument: phrases separated by blanks, without macros. Octets may be written in hexadecimal between bars: {@code |3c|script}.
 *
 * <p>Example: {@code SecRule REQUEST_HEADERS:User-Agent "@pm nikto sqlmap" "id:1,phase:1,deny"}
 */
public final class Pm implements Operator {

    private final List<byte[]> texts;
    private final Phrases phrases;

    private Pm(List<byte[]> texts, Phrases phrases) {
        this.texts = texts;
        this.phrases = phrases;
    }

    /** @param texts none of them empty */
    static Operator of(List<byte[]> texts) throws InvalidOperatorException {
        List<byte[]> kept = List.copyOf(texts);
        try {
            return new Pm(kept, Phrases.of(kept));
        } catch (IllegalArgumentException tooMany) {
            throw new InvalidOperatorException(tooMany.getMessage(), "several rules with some of them each");
        }
    }

    static Operator of(String argument, DataFiles files) throws InvalidOperatorException {
        byte[] all = PhraseText.read(argument).orElseGet(() -> argument.getBytes(StandardCharsets.ISO_8859_1));
        List<byte[]> texts = new ArrayList<>();
        for (String word : new String(all, StandardCharsets.ISO_8859_1).split("[ \\t\\n\\x0B\\f\\r]+")) {
            if (!word.isEmpty()) {
                texts.add(word.getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        if (texts.isEmpty()) {
            throw new InvalidOperatorException("@pm has no phrase to look for", "phrases separated by blanks");
        }
        return of(texts);
    }

    /** For searching several lists in one pass. Their octets are not to be changed. */
    public List<byte[]> phrases() {
        return texts;
    }

    @Override
    public Found test(byte[] value, Subject subject) {
        int found = phrases.find(value);
        if (found >= 0 && subject.capturing()) {
            subject.captured(0, texts.get(found).clone());
            subject.cleared(1);
        }
        return Operator.found(found >= 0);
    }
}
