package dev.postern.audit;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipException;

/**
 * Reads an audit trail from its first line to its last, over all its files, and finds the first place where it is not as it was written: a changed octet, a line or a file
 * cut, inserted, repeated or moved, an unfinished line, a cut end. One pass, a few hundred kilobytes of memory whatever its size.
 *
 * <p>What it cannot find, by the nature of a chain of plain hashes: whoever can write the files and the anchor can write a whole new history. Keep heads elsewhere
 * ({@link Options#expectedHead}) against that.
 */
public final class LogVerifier {

    private static final long PROGRESS_BYTES = 16L << 20;
    private static final int MAX_FILES = 100_000;

    private LogVerifier() {}

    /**
     * @param expectedHead a hash noted earlier, which must be that of some line
     * @param progress     told now and then, on the calling thread
     */
    public record Options(Optional<String> expectedHead, Consumer<Progress> progress) {

        public Options {
            Objects.requireNonNull(expectedHead, "expectedHead");
            Objects.requireNonNull(progress, "progress");
        }

        public static Options none() {
            return new Options(Optional.empty(), progress -> { });
        }
    }

    /** Octets read so far of what the files hold as they lie on disk, and lines. */
    public record Progress(long bytes, long ofBytes, long lines) {}

    /** @throws AuditException when the file cannot be read */
    public static Verification verify(Path file) {
        return verify(List.of(file), Options.none());
    }

    /**
     * @param given the file being written, which stands for the full ones beside it too; a directory with the files of one trail; or its files in any order
     * @throws AuditException when something cannot be read
     */
    public static Verification verify(List<Path> given, Options options) {
        try {
            return attempt(given, options);
        } catch (NoSuchFileException renamed) { // the gateway may have begun a new file just now
            try {
                return attempt(given, options);
            } catch (IOException unreadable) {
                throw unreadable(unreadable);
            }
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        }
    }

    private static AuditException unreadable(IOException cause) {
        String why = switch (cause) {
            case NoSuchFileException missing -> "there is no " + missing.getFile();
            case AccessDeniedException denied -> "not permitted: " + denied.getFile();
            default -> cause.getMessage();
        };
        return new AuditException("the audit trail cannot be read: " + why, cause);
    }

    private static Verification attempt(List<Path> given, Options options) throws IOException {
        List<Path> files = files(given);
        // The anchor first: the gateway may be writing, and then the file is never behind what was read.
        Anchor.Reading anchor = anchor(files);
        ChainCheck check = new ChainCheck(anchor, options.expectedHead());
        List<Path> ordered = ordered(files);
        long size = 0;
        for (Path file : ordered) {
            size += Files.size(file);
        }
        Optional<Path> last = Optional.empty();
        long before = 0;
        for (Path file : ordered) {
            if (check.going()) {
                read(file, check, new Reading(before, size, options.progress()));
                before += Files.size(file);
                last = Optional.of(file);
            }
        }
        Verification found = check.result();
        boolean named = ordered.size() > 1 || ordered.stream().anyMatch(file -> Segments.numberIn(file).isPresent());
        return named ? last.map(file -> found.in(file.getFileName().toString())).orElse(found) : found;
    }

    private record Reading(long before, long size, Consumer<Progress> progress) {}

    private static void read(Path file, ChainCheck check, Reading reading) throws IOException {
        try (SeekableByteChannel octets = Files.newByteChannel(file); InputStream in = Segments.lines(Channels.newInputStream(octets))) {
            LineReader lines = new LineReader(in);
            long next = PROGRESS_BYTES;
            while (check.going() && lines.next()) {
                check.line(lines);
                if (lines.bytes() >= next) {
                    next = lines.bytes() + PROGRESS_BYTES;
                    reading.progress().accept(new Progress(Math.min(reading.size(), reading.before() + octets.position()), reading.size(), check.lines()));
                }
            }
        } catch (ZipException | EOFException _) { // what it was compressed to, not the disk
            check.damaged("the compressed file has been changed or cut");
        } catch (FileSystemException named) {
            throw named;
        } catch (IOException nameless) {
            throw new IOException(file + ": " + nameless.getMessage(), nameless);
        }
    }

    private static List<Path> files(List<Path> given) throws IOException {
        if (given.size() == 1) {
            return Files.isDirectory(given.getFirst()) ? directory(given.getFirst()) : beside(given.getFirst());
        }
        if (given.size() > MAX_FILES) {
            throw new IOException("more than " + MAX_FILES + " files");
        }
        return List.copyOf(new LinkedHashSet<>(given));
    }

    private static List<Path> beside(Path file) throws IOException {
        Segments segments = Segments.of(file);
        return segments.active().equals(file) && Files.exists(file) ? segments.all() : List.of(file);
    }

    private static List<Path> directory(Path directory) throws IOException {
        List<Path> heads;
        try (Stream<Path> files = Files.list(directory)) {
            heads = files.filter(file -> file.getFileName().toString().endsWith(".head")).limit(2).toList();
        }
        if (heads.size() != 1) {
            throw new IOException(directory + " holds " + (heads.isEmpty() ? "no .head file" : "more than one trail") + ": name the files");
        }
        String head = heads.getFirst().getFileName().toString();
        return new Segments(directory.resolve(head.substring(0, head.length() - ".head".length()))).all();
    }

    private static Anchor.Reading anchor(List<Path> files) {
        Set<Path> trails = new LinkedHashSet<>();
        files.forEach(file -> trails.add(Segments.of(file).active()));
        return trails.stream().map(Anchor::read).filter(reading -> reading.state() != Anchor.State.ABSENT).findFirst().orElse(Anchor.Reading.ABSENT);
    }

    /** By the numbers of their first lines, whatever they are called; where that cannot be read, by the number in the name; what has none comes last. */
    private static List<Path> ordered(List<Path> files) throws IOException {
        record Numbered(Path file, long first) {}
        List<Numbered> numbered = new ArrayList<>();
        for (Path file : files) {
            numbered.add(new Numbered(file, Segments.first(file).map(LineFacts::seq).or(() -> Segments.numberIn(file)).orElse(Long.MAX_VALUE)));
        }
        return numbered.stream().sorted(Comparator.comparingLong(Numbered::first)).map(Numbered::file).toList();
    }
}
