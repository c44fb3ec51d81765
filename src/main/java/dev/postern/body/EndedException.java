package dev.postern.body;

/** The octets end where more had to come: wrong for a whole body, and for one that was cut no more than its cut. */
final class EndedException extends MalformedException {

    private static final long serialVersionUID = 1L;

    EndedException(String message) {
        super(message);
    }
}
