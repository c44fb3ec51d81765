package dev.postern.detect;

/**
 * Where something was found.
 *
 * @param start      index of its first octet in the text
 * @param end        index behind its last
 * @param confidence 1 to {@value #CERTAIN}; {@value #LIKELY} is enough for a profile that says nothing else
 */
public record Hit(InfoType type, int start, int end, int confidence) {

    /** A check that random text passes hardly ever. */
    public static final int CERTAIN = 100;
    /** Of this form, and checked or with a word beside it that says what it is. */
    public static final int LIKELY = 60;

    public Hit {
        if (start < 0 || end <= start || confidence < 1 || confidence > CERTAIN) {
            throw new IllegalArgumentException(type + " at " + start + " to " + end + ", confidence " + confidence);
        }
    }

    Hit raised(int to) {
        return new Hit(type, start, end, to);
    }
}
