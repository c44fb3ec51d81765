package dev.postern.detect;

/** Whether what has the form of some data can be it: check digits, ranges, dates. Immutable, linear, any thread. */
@FunctionalInterface
public interface Check {

    /** It is no such thing. */
    int NO = 0;

    /** There is nothing to check. */
    Check NONE = (candidate, confidence) -> confidence;

    /**
     * @param confidence of its form
     * @return {@link #NO}, or the confidence now: how seldom random text of this form passes decides how far it may rise (a check digit of ten lets one in ten pass);
     *         it rises if the detector says so alone ({@link Detector#most}), because what could not count is not checked
     */
    int confidence(Candidate candidate, int confidence);
}
