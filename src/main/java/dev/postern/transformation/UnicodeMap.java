package dev.postern.transformation;

import java.util.Arrays;

/**
 * What octet stands for a character of the Basic Multilingual Plane that {@code %uHHHH} names: the "best fit" of a code page, which ModSecurity reads from the file of
 * {@code SecUnicodeMapFile}. Immutable; a map takes 64 KiB.
 */
public final class UnicodeMap {

    /** What {@link #octet} says of a character without an entry. */
    static final int NONE = -1;

    private static final UnicodeMap EMPTY = new UnicodeMap(new short[0]);
    private static final int PLANE = 0x10000;

    private final short[] octets;

    private UnicodeMap(short[] octets) {
        this.octets = octets;
    }

    /** No map configured. */
    public static UnicodeMap empty() {
        return EMPTY;
    }

    /** The best fit of US-ASCII, code page 20127. */
    public static UnicodeMap usAscii() {
        return new UnicodeMap(UsAscii.octets());
    }

    /**
     * Reads a code page from the text of a map file: a line that begins with the page's number, followed by a line of entries {@code hhhh:hh} with blanks between.
     *
     * @throws IllegalArgumentException when the text has no such page or an entry is not of that form; the message says which
     */
    public static UnicodeMap parse(String text, int codePage) {
        boolean here = false;
        for (String line : text.lines().toList()) {
            if (here && !line.isBlank()) {
                return entries(line);
            }
            String first = line.strip().split("[ (]", 2)[0];
            here = here || first.equals(Integer.toString(codePage));
        }
        throw new IllegalArgumentException("no code page " + codePage);
    }

    private static UnicodeMap entries(String line) {
        short[] octets = new short[PLANE];
        Arrays.fill(octets, (short) NONE);
        for (String entry : line.strip().split("[ \t]+")) {
            if (!entry.matches("[0-9a-fA-F]{4}:[0-9a-fA-F]{2}")) {
                throw new IllegalArgumentException("not of the form hhhh:hh: " + (entry.length() > 20 ? entry.substring(0, 20) + "…" : entry));
            }
            octets[Integer.parseInt(entry, 0, 4, 16)] = Short.parseShort(entry.substring(5), 16);
        }
        return new UnicodeMap(octets);
    }

    int octet(int character) {
        return character < octets.length ? octets[character] : NONE;
    }
}
