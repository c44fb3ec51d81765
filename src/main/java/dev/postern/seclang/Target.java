package dev.postern.seclang;

import dev.postern.config.Position;
import java.util.Optional;

/** A variable, or some members of a collection, that a rule looks at, counts or leaves out. */
public record Target(Position at, Use use, Variable variable, Optional<Selector> selector) {

    public enum Use {
        /** {@code ARGS} */
        VALUES,
        /** {@code &ARGS} */
        COUNT,
        /** {@code !ARGS:token} */
        EXCLUDED
    }

    /** Which members: all whose name is, ignoring case, this or matches this. Octets stand as characters U+0000 to U+00FF. */
    public sealed interface Selector {

        record Name(String name) implements Selector {}

        /** A regular expression, written between slashes; ignores case, a dot matches line feeds, a dollar only the very end. */
        record Pattern(Position at, String regex) implements Selector {}

        /** What is selected from an XML document. */
        record Path(XmlPath path) implements Selector {}
    }

    /** The two paths into XML that are supported. */
    public enum XmlPath {
        /** {@code /*}: all text. */
        TEXTS,
        /** {@code //@*}: all values of attributes. */
        ATTRIBUTES
    }
}
