package dev.postern.operator;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The argument of an operator that takes a text: known when rules are loaded, or only when its macros are. */
sealed interface Argument {

    byte[] octets(Subject subject);

    /** What is known when rules are loaded. */
    Optional<byte[]> fixed();

    static Argument of(String text) {
        Macro macro = Macro.parse(text);
        return macro.isFixed() ? new Fixed(text.getBytes(StandardCharsets.ISO_8859_1)) : new Expanded(macro);
    }

    record Fixed(byte[] text) implements Argument {

        @Override
        public byte[] octets(Subject subject) {
            return text;
        }

        @Override
        public Optional<byte[]> fixed() {
            return Optional.of(text);
        }
    }

    record Expanded(Macro macro) implements Argument {

        @Override
        public byte[] octets(Subject subject) {
            return subject.expand(macro);
        }

        @Override
        public Optional<byte[]> fixed() {
            return Optional.empty();
        }
    }
}
