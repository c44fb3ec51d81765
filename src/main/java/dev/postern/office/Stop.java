package dev.postern.office;

/** Ends the reading of a part or of the whole; it never leaves this package. Unchecked so that no library takes it for an error of its own and goes on. */
final class Stop extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Unreadable why;

    Stop(Unreadable why) {
        super(why.name(), null, false, false);
        this.why = why;
    }

    Unreadable why() {
        return why;
    }

    /** Whether nothing else may be read either: the bounds are those of the whole document. */
    boolean ofAll() {
        return why == Unreadable.TOO_LARGE || why == Unreadable.EXPANDS || why == Unreadable.TOO_SLOW;
    }
}
