package dev.postern.audit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads an audit file from its first line to its last and finds the first place where it is not as it was written: a changed octet, a line cut, inserted, repeated or
 * moved, an unfinished line, a cut end. One pass, a few hundred kilobytes of memory whatever the file's size.
 *
 * <p>What it cannot find, by the nature of a chain of plain hashes: whoever can write the file and its anchor can write a whole new history. Keep heads elsewhere
 * ({@link Options#expectedHead}) against that.
 */
public final class LogVerifier {

    private static final long PROGRESS_BYTES = 16L << 20;

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

    /** Octets read so far, of how many, and lines. */
    public record Progress(long bytes, long ofBytes, long lines) {}

    /** @throws AuditException when the file cannot be read */
    public static Verification verify(Path file) {
        return verify(file, Options.none());
    }

    /** @throws AuditException when the file cannot be read */
    public static Verification verify(Path file, Options options) {
        // The anchor first: the gateway may be writing, and then the file is never behind what was read.
        Anchor.Reading anchor = Anchor.read(file);
        try (InputStream in = Files.newInputStream(file)) {
            long size = Files.size(file);
            ChainCheck check = new ChainCheck(anchor, options.expectedHead());
            LineReader lines = new LineReader(in);
            long next = PROGRESS_BYTES;
            while (check.going() && lines.next()) {
                check.line(lines);
                if (lines.bytes() >= next) {
                    next = lines.bytes() + PROGRESS_BYTES;
                    options.progress().accept(new Progress(lines.bytes(), size, check.lines()));
                }
            }
            return check.result();
        } catch (IOException unreadable) {
            throw new AuditException("the audit file " + file + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }
}
