package dev.postern.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * JSON in visible ASCII only: everything else is escaped, so that no value can move a terminal's cursor, reverse its text, begin a new line or be read differently by
 * two programs. Readers refuse names given twice.
 */
final class AsciiJson {

    static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .rootValueSeparator((String) null)
            .highestNonEscapedChar(127)
            .characterEscapes(new Escapes())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private AsciiJson() {}

    /** For one object after the other, with nothing between them. Memory does not fail. */
    static JsonGenerator writing(ByteArrayOutputStream to) {
        try {
            return FACTORY.createGenerator(to);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

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
