package dev.postern.automaton;

/**
 * A part of a text that is searched, with what is around it.
 *
 * @param octets the text; not to be changed meanwhile
 * @param length how many of them are text
 * @param from   a match begins here or later
 * @param to     and before this
 */
public record Stretch(byte[] octets, int length, int from, int to) {

    /** Of no text. */
    public static final Stretch NOTHING = new Stretch(new byte[0], 0, 0, 0);

    public Stretch {
        if (from < 0 || to < from || to > length || length > octets.length) {
            throw new IllegalArgumentException("from " + from + " to " + to + " of " + length);
        }
    }
}
