package dev.postern.operator;

import dev.postern.automaton.Found;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How {@code @rx} works with macros. As in ModSecurity 2.9, once the macros are replaced {@code + . ? / ( ) [ ]} stand for themselves in the whole text, so that neither a value nor the rule brings them
 * in; anchors, bars, stars and braces keep their meaning: {@code ^%{tx.allowed}$} with {@code text/html|text/xml}. A text that is no pattern, or is longer than {@value #MAX_LENGTH} octets, is
 * {@link Found#EXHAUSTED}.
 *
 * <p>Patterns are kept: the {@value #KEPT} used last, shared between threads.
 */
final class ExpandedRx implements Operator {

    static final int MAX_LENGTH = 4096;
    static final int KEPT = 64;

    private final Macro macro;
    private final Map<String, Optional<Rx>> patterns = new LinkedHashMap<>(2 * KEPT, 0.75f, true);

    ExpandedRx(Macro macro) {
        this.macro = macro;
    }

    @Override
    public Found test(byte[] value, Subject subject) {
        byte[] text = subject.expand(macro);
        Optional<Rx> pattern = text.length > MAX_LENGTH ? Optional.empty() : pattern(new String(text, StandardCharsets.ISO_8859_1));
        return pattern.isEmpty() ? Found.EXHAUSTED : pattern.get().test(value, subject);
    }

    private Optional<Rx> pattern(String text) {
        synchronized (patterns) {
            Optional<Rx> known = patterns.get(text);
            if (known == null) {
                known = compiled(escaped(text));
                patterns.put(text, known);
                if (patterns.size() > KEPT) {
                    patterns.remove(patterns.keySet().iterator().next());
                }
            }
            return known;
        }
    }

    private static Optional<Rx> compiled(String regex) {
        try {
            return Optional.of(new Rx(Patterns.compile(regex, Rx.FLAGS)));
        } catch (InvalidOperatorException notAPattern) {
            return Optional.empty();
        }
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if ("+.?/()[]\\".indexOf(c) >= 0) {
                escaped.append('\\').append(c);
            } else if (c < 0x20 || c > 0x7e) {
                escaped.append("\\x").append(HexFormat.of().toHexDigits((byte) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
