package dev.postern.audit;

/** The audit trail cannot be opened or read; its message tells an operator why and what to do, and holds no content of the trail. */
public final class AuditException extends RuntimeException {

    public AuditException(String message) {
        super(message);
    }

    public AuditException(String message, Throwable cause) {
        super(message, cause);
    }
}
