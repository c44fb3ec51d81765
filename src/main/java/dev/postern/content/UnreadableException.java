package dev.postern.content;

/** A document cannot be looked into: a coding or a character set that is not known, a bound that is exceeded, a lie about what it is. The message never quotes it. No stack trace: it is no fault. */
public final class UnreadableException extends Exception {

    public UnreadableException(String message) {
        super(message, null, false, false);
    }
}
