package dev.postern.body;

import java.util.EnumSet;
import java.util.Set;

/** What is odd about a multipart body: each is the SecLang variable {@code MULTIPART_} with its name. An upstream that reads the oddity otherwise sees another body. */
public enum MultipartFlag {
    /** The body or its content type is not multipart at all from some place on ({@code REQBODY_PROCESSOR_ERROR}). */
    ERROR,
    BOUNDARY_QUOTED,
    BOUNDARY_WHITESPACE,
    DATA_BEFORE,
    DATA_AFTER,
    HEADER_FOLDING,
    /** Lines that end as they should; not odd in itself. */
    CRLF_LINE,
    LF_LINE,
    MISSING_SEMICOLON,
    INVALID_QUOTING,
    INVALID_PART,
    INVALID_HEADER_FOLDING,
    FILE_LIMIT_EXCEEDED,
    /** A line that is like a boundary and is none; not part of {@code MULTIPART_STRICT_ERROR}. */
    UNMATCHED_BOUNDARY;

    private static final Set<MultipartFlag> LENIENT = Set.copyOf(EnumSet.of(CRLF_LINE, UNMATCHED_BOUNDARY));

    /** Whether it is one of those that make {@code MULTIPART_STRICT_ERROR}. */
    public boolean strict() {
        return !LENIENT.contains(this);
    }
}
