package dev.postern.lexicon;

import dev.postern.config.Position;
import dev.postern.config.Problems;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;

/**
 * A customer's own table, as keyed hashes: with it and the key it can be told whether a text holds a value, but no value can be read from it, and without the key none can be tried.
 *
 * <p>The file: {@code POSTERN-EDM}, a version (1), salt, a check of the key, columns (name, shortest, longest, words, kinds, values), the number of rows, of cells, hashes in ascending order with
 * their rows, a filter, and HMAC-SHA-256 of all that. Numbers are big-endian. A cell takes 14 octets there and in memory.
 *
 * <p>Bounds: {@value #MOST_COLUMNS} columns, {@value #MOST_CELLS} cells.
 */
public final class ExactIndex {

    static final int MOST_COLUMNS = 64;
    static final int MOST_CELLS = 1 << 24;
    static final int VERSION = 1;
    private static final byte[] MAGIC = "POSTERN-EDM".getBytes(StandardCharsets.US_ASCII);
    private static final int TAG = 32;

    private final ExactKey key;
    private final byte[] salt;
    private final List<ExactColumn> columns;
    private final int rowCount;
    private final long[] hashes;
    private final int[] rows;
    private final long[] filter;
    private final ExactHashes hasher;

    ExactIndex(ExactKey key, byte[] salt, List<ExactColumn> columns, int rowCount, Cells cells) {
        this.key = key;
        this.salt = salt.clone();
        this.columns = List.copyOf(columns);
        this.rowCount = rowCount;
        hashes = cells.hashes;
        rows = cells.rows;
        filter = cells.filter;
        hasher = new ExactHashes(key, salt);
    }

    /** By ascending hash; a hash stands once for each of its rows. The filter's size is a power of two. */
    record Cells(long[] hashes, int[] rows, long[] filter) {}

    /** Blocks on the disk. Empty if there is a problem, which is then among those given. */
    public static Optional<ExactIndex> read(Path file, ExactKey key, Problems problems) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            return Optional.of(read(in, key));
        } catch (EOFException ended) {
            problems.add(new Position(file.toString(), 1, 1), "the index ends too early");
        } catch (IOException wrong) {
            problems.add(new Position(file.toString(), 1, 1), "the index cannot be used: " + wrong.getMessage());
        }
        return Optional.empty();
    }

    static ExactIndex read(InputStream from, ExactKey key) throws IOException {
        Mac mac = key.mac();
        DataInputStream in = new DataInputStream(new MacInput(from, mac));
        if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC) || in.readByte() != VERSION) {
            throw new IOException("this is no index of version " + VERSION);
        }
        byte[] salt = new byte[ExactHashes.SALT];
        in.readFully(salt);
        if (in.readLong() != new ExactHashes(key, salt).keyCheck()) {
            throw new IOException("it was made with another key");
        }
        List<ExactColumn> columns = new ArrayList<>();
        int count = bounded(in.readInt(), 1, MOST_COLUMNS, "columns");
        for (int i = 0; i < count; i++) {
            columns.add(new ExactColumn(in.readUTF(), bounded(in.readInt(), 0, ExactColumn.LONGEST, "octets"), bounded(in.readInt(), 0, ExactColumn.LONGEST, "octets"),
                    bounded(in.readInt(), 0, ExactColumn.MOST_WORDS, "words"), in.readByte(), in.readInt()));
        }
        int rowCount = bounded(in.readInt(), 0, Integer.MAX_VALUE, "rows");
        int cells = bounded(in.readInt(), 0, MOST_CELLS, "cells");
        Cells read = new Cells(longs(in, cells), ints(in, cells), longs(in, filterWords(cells)));
        byte[] expected = mac.doFinal();
        if (!MessageDigest.isEqual(expected, from.readNBytes(TAG)) || from.read() >= 0) {
            throw new IOException("it was changed after it was made");
        }
        return new ExactIndex(key, salt, columns, rowCount, read);
    }

    /** Sixteen bits a cell, up to a power of two. */
    static int filterWords(int cells) {
        return Math.max(16, Integer.highestOneBit(Math.max(1, cells / 4)) * 2);
    }

    private static int bounded(int number, int least, int most, String what) throws IOException {
        if (number < least || number > most) {
            throw new IOException(number + " " + what);
        }
        return number;
    }

    /** What is announced may not be there: memory is taken as it is read. */
    private static long[] longs(DataInputStream in, int count) throws IOException {
        long[] all = new long[Math.min(count, 1 << 12)];
        for (int i = 0; i < count; i++) {
            if (i == all.length) {
                all = Arrays.copyOf(all, Math.min(count, 2 * i));
            }
            all[i] = in.readLong();
        }
        return all;
    }

    private static int[] ints(DataInputStream in, int count) throws IOException {
        int[] all = new int[count];
        for (int i = 0; i < count; i++) {
            all[i] = in.readInt();
        }
        return all;
    }

    void write(OutputStream to) throws IOException {
        Mac mac = key.mac();
        DataOutputStream out = new DataOutputStream(new MacOutput(to, mac));
        out.write(MAGIC);
        out.writeByte(VERSION);
        out.write(salt);
        out.writeLong(hasher.keyCheck());
        out.writeInt(columns.size());
        for (ExactColumn column : columns) {
            out.writeUTF(column.name());
            out.writeInt(column.shortest());
            out.writeInt(column.longest());
            out.writeInt(column.words());
            out.writeByte(column.kinds());
            out.writeInt(column.values());
        }
        out.writeInt(rowCount);
        out.writeInt(hashes.length);
        for (long hash : hashes) {
            out.writeLong(hash);
        }
        for (int row : rows) {
            out.writeInt(row);
        }
        for (long word : filter) {
            out.writeLong(word);
        }
        to.write(mac.doFinal());
    }

    ExactHashes hasher() {
        return hasher.another();
    }

    List<ExactColumn> columns() {
        return columns;
    }

    boolean mayHold(long filterHash) {
        return ExactHashes.mayHold(filter, filterHash);
    }

    /** In which rows this cell is, at most so many; empty if in none. */
    int[] rows(long cell, int most) {
        int at = Arrays.binarySearch(hashes, cell);
        if (at < 0) {
            return new int[0];
        }
        int first = at;
        while (first > 0 && hashes[first - 1] == cell) {
            first--;
        }
        int end = first;
        while (end < hashes.length && end - first < most && hashes[end] == cell) {
            end++;
        }
        return Arrays.copyOfRange(rows, first, end);
    }

    public int rowCount() {
        return rowCount;
    }

    /** Names of the columns, in order. */
    public List<String> columnNames() {
        return columns.stream().map(ExactColumn::name).toList();
    }
}
