package dev.postern.body;

/**
 * Why a body could not be read to its end: SecLang's {@code REQBODY_ERROR}. What was read before stands beside it; what comes after was not seen, so whoever lets such a body
 * pass lets it pass uninspected.
 *
 * @param message for {@code REQBODY_ERROR_MSG}; never holds content
 */
public record BodyError(String message) {

    private static final String BOUND = "than allowed";

    /** Whether there was more than {@link Bounds} allow, not something wrong; such messages end alike. */
    boolean isBound() {
        return message.endsWith(BOUND);
    }
}
