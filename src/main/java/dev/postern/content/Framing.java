package dev.postern.content;

/** How JSON stands in a document. */
enum Framing {
    /** The document is JSON. */
    WHOLE,
    /** The document may be JSON: it is if it begins like an array or an object. */
    PERHAPS,
    /** Text in which escapes as those of JSON may stand. */
    SCRIPT,
    /** A document on each line (NDJSON, JSON Lines). */
    LINES,
    /** Data of an event, which may be JSON, line by line. */
    DATA;

    boolean byLine() {
        return this == LINES || this == DATA;
    }

    /** Whether a document that turns out to be no JSON is not what it says. */
    boolean declared() {
        return this == WHOLE || this == LINES;
    }
}
