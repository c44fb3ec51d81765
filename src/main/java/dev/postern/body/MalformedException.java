package dev.postern.body;

/** Ends the reading of a body within this package; it never leaves it. It carries no stack trace because it is no fault. */
class MalformedException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedException(String message) {
        super(message, null, false, false);
    }

    BodyError error() {
        return new BodyError(getMessage());
    }
}
