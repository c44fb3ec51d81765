package dev.postern.coding;

/** A coded body cannot be read, and why. The message never quotes it. No stack trace: it is no fault. */
public final class CodingException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What is wrong with it. */
    public enum Problem {
        UNKNOWN("a coding that cannot be read here"),
        STACKED("too many codings on one another"),
        MALFORMED("not what the coding says, broken, or followed by something else"),
        TRUNCATED("it ends before its coding does"),
        TOO_LARGE("more comes out than is allowed"),
        EXPANDS("it grows more than is allowed"),
        WINDOW("it wants more memory to be read than is allowed");

        private final String message;

        Problem(String message) {
            this.message = message;
        }
    }

    private final transient Problem problem;

    public CodingException(Problem problem) {
        super("coding: " + problem.message, null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
