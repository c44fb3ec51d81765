package dev.postern.detect;

import java.nio.charset.StandardCharsets;

/** Text that has the form of a detector, to be checked. Valid during the check alone. */
public final class Candidate {

    private byte[] text;
    private int length;
    private int start;
    private int end;
    /** Many checks ask for the same. */
    private String digits;
    private String compact;
    private String all;

    private Candidate(byte[] text, int length, int start, int end) {
        this.text = text;
        this.length = length;
        this.start = start;
        this.end = end;
    }

    /** For tests and other finders. */
    public static Candidate of(Window window, int start, int end) {
        return new Candidate(window.text(), window.length(), start, end);
    }

    /** Makes it a stretch of another text. */
    void on(Window window) {
        text = window.text();
        length = window.length();
        start = -1;
        end = -1;
    }

    /** Makes it another stretch of the same text. False if it is that already. */
    boolean move(int from, int to) {
        if (start == from && end == to) {
            return false;
        }
        start = from;
        end = to;
        digits = null;
        compact = null;
        all = null;
        return true;
    }

    Hit hit(InfoType type, int confidence) {
        return new Hit(type, start, end, confidence);
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
        if (digits == null) {
            digits = onlyDigits();
        }
        return digits;
    }

    private String onlyDigits() {
        byte[] out = new byte[length()];
        int count = 0;
        for (int i = start; i < end; i++) {
            if (text[i] >= '0' && text[i] <= '9') {
                out[count++] = text[i];
            }
        }
        return new String(out, 0, count, StandardCharsets.ISO_8859_1);
    }

    /** Its ASCII letters and digits alone, in capitals. */
    public String compact() {
        if (compact == null) {
            compact = onlyLettersAndDigits();
        }
        return compact;
    }

    private String onlyLettersAndDigits() {
        byte[] out = new byte[length()];
        int count = 0;
        for (int i = start; i < end; i++) {
            byte c = text[i];
            if (c >= '0' && c <= '9' || c >= 'A' && c <= 'Z') {
                out[count++] = c;
            } else if (c >= 'a' && c <= 'z') {
                out[count++] = (byte) (c - 32);
            }
        }
        return new String(out, 0, count, StandardCharsets.ISO_8859_1);
    }

    /** As it stands, an octet a character. */
    public String text() {
        if (all == null) {
            all = new String(text, start, end - start, StandardCharsets.ISO_8859_1);
        }
        return all;
    }
}
