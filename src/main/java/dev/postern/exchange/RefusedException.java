package dev.postern.exchange;

/** A {@link Denial} on its way through a failed future to the one writer of answers; it carries no stack trace because it is no fault. */
public final class RefusedException extends RuntimeException {

    private final transient Denial denial;

    public RefusedException(Denial denial) {
        super(denial.reason().code() + ": " + denial.detail(), null, false, false);
        this.denial = denial;
    }

    public RefusedException(Reason reason, String detail) {
        this(Denial.of(reason, detail));
    }

    public Denial denial() {
        return denial;
    }
}
