package dev.postern.audit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The files of one trail: the one being written, {@code audit.jsonl}, and the full ones beside it, each named by the number of its first line, {@code
 * audit.jsonl.00000000000000004711}, with {@code .gz} when it has been compressed. So their names sort as their lines do.
 */
public final class Segments {

    private static final Pattern FULL = Pattern.compile("(.+)\\.(\\d{20})(\\.gz)?");
    private static final int BLOCK = 65_536;

    private final Path active;
    private final DirectoryForce toDisk;

    Segments(Path active) {
        this(active, DirectoryForce.TO_DISK);
    }

    Segments(Path active, DirectoryForce toDisk) {
        this.active = active;
        this.toDisk = toDisk;
    }

    /** A full file and the number of its first line. */
    record Full(Path file, long first) {

        boolean compressed() {
            return file.getFileName().toString().endsWith(".gz");
        }
    }

    Path active() {
        return active;
    }

    /** What the file being written is called once it is full. */
    Path named(long first) {
        return active.resolveSibling(active.getFileName() + String.format(Locale.ROOT, ".%020d", first));
    }

    /** What a full file is called once it has been compressed. */
    static Path compressed(Path full) {
        return full.resolveSibling(full.getFileName() + ".gz");
    }

    /**
     * Gives the file being written its name among the full ones; nothing happens when it is not there any more. Never over a file that has the name, nor beside a compressed one
     * that would not count any more: lines would be lost.
     */
    void setAside(long first) throws IOException {
        if (Files.notExists(active)) {
            return;
        }
        Path full = named(first);
        for (Path lines : List.of(full, compressed(full))) {
            if (!Files.notExists(lines, LinkOption.NOFOLLOW_LINKS)) {
                throw new IOException(lines + " is there already: the full file gets no name over it or beside it");
            }
        }
        Files.move(active, full, StandardCopyOption.ATOMIC_MOVE);
    }

    /** What was created, renamed and removed among the files is on disk. */
    void forceDirectory() throws IOException {
        toDisk.force(directory());
    }

    private Path directory() {
        return Optional.ofNullable(active.toAbsolutePath().getParent()).orElseThrow();
    }

    /** Oldest first. Where a file stands beside its compressed copy, because a crash came between, the file counts. */
    List<Full> full() throws IOException {
        TreeMap<Long, Full> found = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory())) {
            files.forEach(file -> {
                Matcher name = FULL.matcher(file.getFileName().toString());
                if (name.matches() && name.group(1).equals(active.getFileName().toString())) {
                    Full one = new Full(file, Long.parseLong(name.group(2)));
                    found.merge(one.first(), one, (a, b) -> a.compressed() ? b : a);
                }
            });
        } catch (NumberFormatException | java.io.UncheckedIOException unreadable) {
            throw new IOException("the directory of " + active + " cannot be read", unreadable);
        }
        return List.copyOf(found.values());
    }

    /** All there are, oldest first, the one being written last. */
    List<Path> all() throws IOException {
        List<Path> all = new ArrayList<>();
        full().forEach(one -> all.add(one.file()));
        if (Files.exists(active)) {
            all.add(active);
        }
        return all;
    }

    /** The trail that {@code file} is a part of, by its name. */
    static Segments of(Path file) {
        Matcher name = FULL.matcher(file.getFileName().toString());
        return new Segments(name.matches() ? file.resolveSibling(name.group(1)) : file);
    }

    /** The number of its first line that the name of a full file says. */
    static Optional<Long> numberIn(Path file) {
        Matcher name = FULL.matcher(file.getFileName().toString());
        try {
            return name.matches() ? Optional.of(Long.parseLong(name.group(2))) : Optional.empty();
        } catch (NumberFormatException beyond) {
            return Optional.empty();
        }
    }

    /** The lines of a file, compressed or not: what it is shows in its first octets. */
    public static InputStream open(Path file) throws IOException {
        return lines(Files.newInputStream(file));
    }

    /** The lines in the octets of a file; closes it when they cannot be told. */
    static InputStream lines(InputStream octets) throws IOException {
        BufferedInputStream in = new BufferedInputStream(octets, BLOCK);
        try {
            in.mark(2);
            boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
            in.reset();
            return gzip ? new GZIPInputStream(in, BLOCK) : in;
        } catch (IOException broken) {
            in.close();
            throw broken;
        }
    }

    /** What the first line says; empty when there is none, or none that can be read. */
    static Optional<LineFacts> first(Path file) throws IOException {
        try (InputStream in = open(file)) {
            LineReader lines = new LineReader(in);
            return lines.next() && lines.end() == LineReader.End.LINE_FEED ? Optional.of(LineFacts.parse(lines.line(), lines.length())) : Optional.empty();
        } catch (NoSuchFileException gone) {
            throw gone;
        } catch (IOException foreign) {
            return Optional.empty();
        }
    }

    /** The last line of the newest full file. */
    Optional<byte[]> lastFullLine() throws IOException {
        List<Full> full = full();
        if (full.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = open(full.getLast().file())) {
            LineReader lines = new LineReader(in);
            Optional<byte[]> last = Optional.empty();
            while (lines.next() && lines.end() == LineReader.End.LINE_FEED) {
                last = Optional.of(java.util.Arrays.copyOf(lines.line(), lines.length()));
            }
            return last;
        }
    }
}
