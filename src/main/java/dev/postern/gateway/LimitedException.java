package dev.postern.gateway;

import dev.postern.limit.Admission;

/** A rejected admission on its way to the answer, with what the client is told about its limits. */
final class LimitedException extends RuntimeException {

    private final transient Admission.Rejected rejected;

    LimitedException(Admission.Rejected rejected) {
        super(rejected.denial().detail(), null, false, false);
        this.rejected = rejected;
    }

    Admission.Rejected rejected() {
        return rejected;
    }
}
