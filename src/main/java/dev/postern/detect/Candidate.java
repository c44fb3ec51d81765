package dev.postern.detect;

/** Text that has the form of a detector, to be checked. Valid during the check alone. */
public final class Candidate {

    private final byte[] text;
    private final int length;
    private final int start;
    private final int end;

    Candidate(byte[] text, int length, int start, int end) {
        this.text = text;
        this.length = length;
        this.start = start;
        this.end = end;
    }

    /** For tests and other finders. */
    public static Candidate of(Window window, int start, int end) {
        return new Candidate(window.text(), window.length(), start, end);
    }

    public int length() {
        return end - start;
    }

    /** The octet at this index of the candidate, 0 to 255. */
    public int at(int index) {
        return text[start + index] & 0xff;
    }

    /** The octet before it, −1 where the text begins. */
    public int before() {
        return start == 0 ? -1 : text[start - 1] & 0xff;
    }

    /** The octet behind it, −1 where the text ends. */
    public int after() {
        return end == length ? -1 : text[end] & 0xff;
    }

    /** The octet so many before it, 1 the nearest, as far as {@link Window#CONTEXT_BYTES}; −1 where there is no text. */
    public int before(int distance) {
        return start < distance ? -1 : text[start - distance] & 0xff;
    }

    /** The octet so many behind it, 1 the nearest; −1 where there is no text. */
    public int after(int distance) {
        return end + distance > length ? -1 : text[end + distance - 1] & 0xff;
    }

    /** Its ASCII digits alone. */
    public String digits() {
        StringBuilder out = new StringBuilder(length());
        for (int i = 0; i < length(); i++) {
            if (at(i) >= '0' && at(i) <= '9') {
                out.append((char) at(i));
            }
        }
        return out.toString();
    }

    /** Its ASCII letters and digits alone, in capitals. */
    public String compact() {
        StringBuilder out = new StringBuilder(length());
        for (int i = 0; i < length(); i++) {
            int c = at(i);
            if (c >= '0' && c <= '9' || c >= 'A' && c <= 'Z') {
                out.append((char) c);
            } else if (c >= 'a' && c <= 'z') {
                out.append((char) (c - 32));
            }
        }
        return out.toString();
    }

    /** As it stands, an octet a character. */
    public String text() {
        StringBuilder out = new StringBuilder(length());
        for (int i = 0; i < length(); i++) {
            out.append((char) at(i));
        }
        return out.toString();
    }
}
