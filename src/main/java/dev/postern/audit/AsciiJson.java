package dev.postern.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import java.util.Arrays;

/**
 * JSON in visible ASCII only: everything else is escaped, so that no value can move a terminal's cursor, reverse its text, begin a new line or be read differently by
 * two programs. Readers refuse names given twice.
 */
final class AsciiJson {

    static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .highestNonEscapedChar(127)
            .characterEscapes(new Escapes())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private AsciiJson() {}

    /** The standard escapes, and DEL, which JSON would let pass. */
    private static final class Escapes extends CharacterEscapes {

        private static final int DEL = 0x7f;
        private final int[] ascii = standardAsciiEscapesForJSON();

        Escapes() {
            ascii[DEL] = ESCAPE_STANDARD;
        }

        @Override
        public int[] getEscapeCodesForAscii() {
            return Arrays.copyOf(ascii, ascii.length);
        }

        @Override
        public SerializableString getEscapeSequence(int c) {
            throw new IllegalStateException("no escapes of our own");
        }
    }
}
