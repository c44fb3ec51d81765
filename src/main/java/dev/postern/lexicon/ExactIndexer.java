package dev.postern.lexicon;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes an {@link ExactIndex} of a table in comma-separated values (UTF-8, names of columns in the first line), record by record. Values are normalised: letters and digits alone, lower case. Left
 * out are those whose normal form has fewer than {@value #SHORTEST} octets, which would be found everywhere, or more than {@value ExactColumn#LONGEST}, or more than
 * {@value ExactColumn#MOST_WORDS} words.
 */
public final class ExactIndexer {

    static final int SHORTEST = 4;

    private final ExactKey key;
    private final byte[] salt = new byte[ExactHashes.SALT];
    private final ExactHashes hashes;
    private final List<Column> columns = new ArrayList<>();
    private long[] cells = new long[1024];
    private int[] rows = new int[1024];
    private long[] filters = new long[1024];
    private int count;
    private int row;
    private long leftOut;

    /** A column as it is read. */
    private static final class Column {
        private final String name;
        private final int field;
        private int shortest = ExactColumn.LONGEST;
        private int longest;
        private int words;
        private int kinds;
        private int values;

        Column(String name, int field) {
            this.name = name;
            this.field = field;
        }
    }

    /**
     * What was made.
     *
     * @param values  in the index
     * @param leftOut too short or too long
     */
    public record Made(int rows, int values, long leftOut) {}

    private ExactIndexer(ExactKey key, SecureRandom random) {
        this.key = key;
        random.nextBytes(salt);
        hashes = new ExactHashes(key, salt);
    }

    /**
     * Writes the index beside its name and then puts it there, readable by its owner alone. Blocks on the disk.
     *
     * @param csv  read to its end, and not closed
     * @param only the columns to be indexed; none: all
     * @throws IOException if something cannot be read or written, with the line; messages never carry a value
     */
    public static Made make(InputStream csv, char separator, List<String> only, ExactKey key, Path index) throws IOException {
        if (Files.isDirectory(index)) {
            throw new IOException(index + " is a directory");
        }
        ExactIndexer indexer = new ExactIndexer(key, new SecureRandom());
        indexer.read(new BufferedReader(new InputStreamReader(csv, StandardCharsets.UTF_8.newDecoder())), separator, only);
        Path folder = index.toAbsolutePath().getParent();
        Path temporary = Files.createTempFile(folder, ".index", ".new", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary), 1 << 16)) {
                indexer.index().write(out);
            }
            Files.move(temporary, index, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
        return new Made(indexer.row, indexer.count, indexer.leftOut);
    }

    static ExactIndex make(Reader in, char separator, List<String> only, ExactKey key) throws IOException {
        ExactIndexer indexer = new ExactIndexer(key, new SecureRandom());
        indexer.read(in, separator, only);
        return indexer.index();
    }

    private void read(Reader in, char separator, List<String> only) throws IOException {
        Csv csv = new Csv(in, separator);
        List<String> names = csv.record().stream().map(String::strip).toList();
        choose(names, only);
        for (int line = csv.line(); ; line = csv.line()) {
            List<String> fields = csv.record();
            if (fields.isEmpty()) {
                return;
            }
            if (fields.size() != names.size()) {
                throw new IOException("line " + line + ": " + fields.size() + " fields, but " + names.size() + " names of columns");
            }
            for (int column = 0; column < columns.size(); column++) {
                value(column, fields.get(columns.get(column).field));
            }
            row++;
        }
    }

    private void choose(List<String> names, List<String> only) throws IOException {
        Set<String> missing = new HashSet<>(only);
        names.forEach(missing::remove);
        if (names.isEmpty() || !missing.isEmpty()) {
            throw new IOException(names.isEmpty() ? "there is no line with names of columns" : "there is no column " + missing.iterator().next());
        }
        for (int field = 0; field < names.size(); field++) {
            if (only.isEmpty() || only.contains(names.get(field))) {
                columns.add(new Column(names.get(field), field));
            }
        }
        if (columns.size() > ExactIndex.MOST_COLUMNS) {
            throw new IOException("more than " + ExactIndex.MOST_COLUMNS + " columns");
        }
    }

    private void value(int number, String value) throws IOException {
        String form = NormalForm.of(value);
        byte[] normal = form.getBytes(StandardCharsets.UTF_8);
        int words = words(value.strip());
        if (normal.length < SHORTEST || normal.length > ExactColumn.LONGEST || words > ExactColumn.MOST_WORDS) {
            leftOut += value.isBlank() ? 0 : 1;
            return;
        }
        Column column = columns.get(number);
        column.shortest = Math.min(column.shortest, normal.length);
        column.longest = Math.max(column.longest, normal.length);
        column.words = Math.max(column.words, words);
        column.kinds |= 1 << NormalForm.kind(form);
        column.values++;
        if (count == ExactIndex.MOST_CELLS) {
            throw new IOException("more than " + ExactIndex.MOST_CELLS + " values");
        }
        if (count == cells.length) {
            cells = Arrays.copyOf(cells, 2 * count);
            rows = Arrays.copyOf(rows, 2 * count);
            filters = Arrays.copyOf(filters, 2 * count);
        }
        cells[count] = hashes.ofCell(number, normal, normal.length);
        filters[count] = hashes.forFilter(normal, normal.length);
        rows[count++] = row;
    }

    /** As a finder counts them. */
    private static int words(String value) {
        int words = 0;
        boolean inside = false;
        for (byte octet : value.getBytes(StandardCharsets.UTF_8)) {
            boolean now = NormalForm.inWord(octet & 0xff);
            words += now && !inside ? 1 : 0;
            inside = now;
        }
        return words;
    }

    private ExactIndex index() {
        Integer[] order = new Integer[count];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> cells[a] != cells[b] ? Long.compare(cells[a], cells[b]) : Integer.compare(rows[a], rows[b]));
        long[] sorted = new long[count];
        int[] theirs = new int[count];
        long[] filter = new long[ExactIndex.filterWords(count)];
        for (int i = 0; i < count; i++) {
            sorted[i] = cells[order[i]];
            theirs[i] = rows[order[i]];
            ExactHashes.set(filter, filters[i]);
        }
        List<ExactColumn> made = columns.stream().map(column -> new ExactColumn(column.name, Math.min(column.shortest, Math.max(column.longest, 0)), column.longest, column.words, column.kinds, column.values)).toList();
        return new ExactIndex(key, salt, made, row, new ExactIndex.Cells(sorted, theirs, filter));
    }
}
