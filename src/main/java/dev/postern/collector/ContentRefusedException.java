package dev.postern.collector;

import java.io.IOException;
import java.util.OptionalLong;

/** The collector was reached and does not want what it was sent: sending the same again will not help. */
public final class ContentRefusedException extends IOException {

    private final OptionalLong rejected;

    /** All of it is refused. */
    public ContentRefusedException(String message) {
        this(message, OptionalLong.empty());
    }

    /** @param rejected how much of it, where the collector says so */
    public ContentRefusedException(String message, OptionalLong rejected) {
        super(message);
        this.rejected = rejected;
    }

    /** How many pieces are refused while the rest is taken; empty when nothing is taken. */
    public OptionalLong rejected() {
        return rejected;
    }
}
