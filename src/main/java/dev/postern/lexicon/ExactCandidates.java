package dev.postern.lexicon;

import dev.postern.detect.Window;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What in one window may be values of an index. For one thread. */
final class ExactCandidates {

    /** Of octets between two words of a value. */
    private static final int MOST_BETWEEN = 3;

    private final ExactIndex index;
    private final byte[] text;
    private final int length;
    private final boolean[][] fits;
    private final int longest;
    private ExactHashes hashes;
    private final byte[] normal = new byte[ExactColumn.LONGEST + 1];
    private int size;
    private int kind;
    private boolean ascii;

    /** Is told which octets are a value of which column, and of which rows. */
    @FunctionalInterface
    interface Told {
        void cell(int start, int end, int column, int[] rows);
    }

    ExactCandidates(ExactIndex index, Window window, boolean[][] fits, int longest) {
        this.index = index;
        this.fits = fits;
        this.longest = longest;
        text = window.text();
        length = window.length();
    }

    boolean begins(int at) {
        return NormalForm.inWord(text[at] & 0xff) && (at == 0 || !NormalForm.inWord(text[at - 1] & 0xff));
    }

    /** One word, two words and so on. */
    void from(int start, int words, Told told) {
        size = 0;
        kind = 0;
        ascii = true;
        int at = start;
        for (int word = 0; word < words; word++) {
            int end = word(at, start);
            if (end < 0) {
                return;
            }
            candidate(start, end, told);
            at = end;
            while (at < length && at - end < MOST_BETWEEN && NormalForm.separates(text[at] & 0xff)) {
                at++;
            }
            if (at == end || at == length || !NormalForm.inWord(text[at] & 0xff)) {
                return;
            }
        }
    }

    /** Takes a word; where it ends, −1 if it is too long. */
    private int word(int from, int start) {
        int at = from;
        while (at < length && NormalForm.inWord(text[at] & 0xff)) {
            int octet = text[at] & 0xff;
            if (size > longest && ascii || at - start > 4 * ExactColumn.LONGEST) {
                return -1;
            }
            ascii &= octet < 0x80;
            kind |= octet >= '0' && octet <= '9' ? NormalForm.DIGITS : NormalForm.LETTERS;
            if (ascii) {
                normal[size++] = (byte) (octet >= 'A' && octet <= 'Z' ? octet + 0x20 : octet);
            }
            at++;
        }
        return at;
    }

    private void candidate(int start, int end, Told told) {
        if (ascii) {
            if (size <= longest && fits[kind][size]) {
                lookUp(normal, size, kind, start, end, told);
            }
            return;
        }
        String form = NormalForm.of(new String(text, start, end - start, StandardCharsets.UTF_8));
        byte[] octets = form.getBytes(StandardCharsets.UTF_8);
        if (octets.length > 0 && octets.length <= longest && fits[NormalForm.kind(form)][octets.length]) {
            lookUp(octets, octets.length, NormalForm.kind(form), start, end, told);
        }
    }

    private void lookUp(byte[] octets, int count, int itsKind, int start, int end, Told told) {
        if (hashes == null) {
            hashes = index.hasher();
        }
        if (!index.mayHold(hashes.forFilter(octets, count))) {
            return;
        }
        List<ExactColumn> columns = index.columns();
        for (int column = 0; column < columns.size(); column++) {
            if (columns.get(column).fits(itsKind, count)) {
                int[] rows = index.rows(hashes.ofCell(column, octets, count), ExactData.MOST_ROWS);
                if (rows.length > 0) {
                    told.cell(start, end, column, rows);
                }
            }
        }
    }
}
