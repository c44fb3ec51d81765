package dev.postern.policy;

import dev.postern.config.Position;
import dev.postern.config.Problem;

/** A condition that cannot be compiled, with the place where it was written; on its way to the problems, without a stack trace. */
final class MisplacedException extends RuntimeException {

    private final transient Problem problem;

    MisplacedException(Position at, String message, String hint) {
        super(message, null, false, false);
        this.problem = new Problem(at, message, hint);
    }

    Problem problem() {
        return problem;
    }
}
