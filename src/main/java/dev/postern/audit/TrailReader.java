package dev.postern.audit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads a trail's lines back in order, over all its files, while it is being written. Asked only for lines that are on disk. A file that is renamed or compressed meanwhile
 * costs an {@link IOException} at worst, after which the same line can be asked for again. One thread.
 */
final class TrailReader implements AutoCloseable {

    private final Segments segments;
    private long next = 1;
    private Optional<Source> source = Optional.empty();

    private record Source(InputStream in, LineReader lines) {}

    TrailReader(Segments segments) {
        this.segments = segments;
    }

    /** Goes on with the line after {@code number}. */
    void after(long number) {
        close();
        next = number + 1;
    }

    /** The number of the line that comes next. */
    long next() {
        return next;
    }

    /** The first line there still is, from the next one on: greater than {@link #next} when files with lines before it have been removed. */
    long firstAvailable() throws IOException {
        if (source.isPresent()) {
            return next;
        }
        Optional<Long> oldest = Optional.empty();
        for (Path file : segments.all()) {
            oldest = Segments.first(file).map(LineFacts::seq);
            if (oldest.isPresent()) {
                break;
            }
        }
        return Math.max(next, oldest.orElse(next));
    }

    Line read() throws IOException {
        for (int attempt = 0; attempt < 2; attempt++) {
            LineReader lines = source().lines();
            if (lines.next() && lines.end() == LineReader.End.LINE_FEED) {
                return line(lines);
            }
            close(); // the file was full: the line is in the one that followed
        }
        throw new IOException("line " + next + " is in no file");
    }

    private Line line(LineReader lines) throws IOException {
        LineFacts facts = LineFacts.parse(lines.line(), lines.length());
        if (facts.seq() != next) {
            close();
            throw new IOException("line " + facts.seq() + " stands where " + next + " should");
        }
        next++;
        return new Line(Link.of(facts.seq(), lines.line(), lines.length()), Arrays.copyOf(lines.line(), lines.length()), facts);
    }

    private Source source() throws IOException {
        if (source.isEmpty()) {
            source = Optional.of(open());
        }
        return source.get();
    }

    private Source open() throws IOException {
        Optional<Long> active = Files.exists(segments.active()) ? Segments.first(segments.active()).map(LineFacts::seq) : Optional.empty();
        if (active.isPresent() && active.get() <= next) {
            return skipped(segments.active(), next - active.get());
        }
        List<Segments.Full> before = segments.full().stream().filter(full -> full.first() <= next).toList();
        if (before.isEmpty()) {
            throw new IOException("line " + next + " is in no file");
        }
        return skipped(before.getLast().file(), next - before.getLast().first());
    }

    private static Source skipped(Path file, long lines) throws IOException {
        InputStream in = Segments.open(file);
        Source reading = new Source(in, new LineReader(in));
        try {
            for (long i = 0; i < lines; i++) {
                if (!reading.lines().next()) {
                    break;
                }
            }
            return reading;
        } catch (IOException broken) {
            in.close();
            throw broken;
        }
    }

    @Override
    public void close() {
        source.ifPresent(open -> {
            try {
                open.in().close();
            } catch (IOException _) {
                // It was only read.
            }
        });
        source = Optional.empty();
    }
}
