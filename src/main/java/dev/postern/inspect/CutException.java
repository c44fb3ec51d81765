package dev.postern.inspect;

/** The exchange ended before its body did. It carries no stack trace because it is no fault. */
public final class CutException extends RuntimeException {

    CutException() {
        super("the exchange ended before its body did", null, false, false);
    }
}
