package dev.postern.audit;

import dev.postern.audit.Entry.AnchorState;
import dev.postern.audit.Entry.Ending;
import dev.postern.audit.Entry.Resumption;
import dev.postern.audit.Entry.Torn;
import dev.postern.config.AuditConfig.FileConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/**
 * A trail in a file that is continued across restarts. Three files stand beside it: {@code .lock}, which keeps a second process out; {@code .head}, the anchor; and
 * {@code .torn-N}, the octets of an unfinished line N after a crash. All are readable by their owner alone.
 *
 * <p>What was found when the file was taken up again, a crash, an unfinished line, lines gone, is the first line written.
 */
public final class FileTrail {

    static final FileAttribute<?> OWNER_ONLY = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    static final Set<OpenOption> READ_WRITE = Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    private static final int BLOCK = 65_536;

    private final Path path;
    private final Segments segments;
    private final FileChannel file;

    private FileTrail(Segments segments, FileChannel file) {
        this.path = segments.active();
        this.segments = segments;
        this.file = file;
    }

    /**
     * @param segments the file being written and the full ones
     * @param rotated  told when a file is full, on the writing thread
     */
    record Rotation(Segments segments, Runnable rotated) {}

    /**
     * Opens or continues the trail; blocks for as long as the disk takes. It accepts requests once its first line has been written.
     *
     * @throws AuditException when another process writes to it, when it is not a trail, or when it cannot be opened
     */
    public static ChainedTrail open(FileConfig config, TrailSettings settings) {
        return open(config, settings, new Rotation(new Segments(config.path()), () -> { }));
    }

    static ChainedTrail open(FileConfig config, TrailSettings settings, Rotation rotation) {
        Path path = config.path();
        FileLocked lock = FileLocked.take(path);
        try {
            return open(config, settings, lock, rotation);
        } catch (IOException unusable) {
            lock.close();
            throw new AuditException("the audit file " + path + " cannot be opened: " + unusable.getMessage(), unusable);
        } catch (AuditException unusable) {
            lock.close();
            throw unusable;
        }
    }

    private static ChainedTrail open(FileConfig config, TrailSettings settings, FileLocked lock, Rotation rotation) throws IOException {
        Path path = config.path();
        FileChannel file = FileChannel.open(path, READ_WRITE, OWNER_ONLY);
        try {
            Beginning beginning = new FileTrail(rotation.segments(), file).beginning();
            FileChannel anchor = FileChannel.open(Anchor.of(path), READ_WRITE, OWNER_ONLY);
            if (beginning.first() instanceof Entry.Begun) {
                Anchor.write(anchor, Link.GENESIS);
            }
            if (file.size() == 0) {
                rotation.segments().forceDirectory(); // new, or a rotation was cut short: no line goes to a file that a power cut could take away again
            }
            var open = new FileSink.Open(rotation.segments(), anchor, lock, config.rotate(), settings.clock(), rotation.rotated());
            return ChainedTrail.start(new FileSink(file, Segments.first(path), open), beginning, settings);
        } catch (IOException | AuditException unusable) {
            file.close();
            throw unusable;
        }
    }

    private Beginning beginning() throws IOException {
        Tail tail = Tail.read(file);
        Anchor.Reading anchor = Anchor.read(path);
        Optional<byte[]> found = tail.last().isPresent() ? tail.last() : segments.lastFullLine();
        Link last = found.map(this::link).orElse(anchor.link().orElse(Link.GENESIS));
        Optional<Torn> torn = setAside(tail, last.seq() + 1);
        if (last.seq() == 0 && torn.isEmpty()) {
            return new Beginning(Link.GENESIS, new Entry.Begun());
        }
        return new Beginning(last, new Entry.Resumed(resumption(found, anchor, torn)));
    }

    private Resumption resumption(Optional<byte[]> last, Anchor.Reading anchor, Optional<Torn> torn) {
        Link found = last.map(this::link).orElse(Link.GENESIS);
        Ending ending = last.map(this::facts).filter(facts -> facts.record().equals("chain.closed")).map(facts -> Ending.CLOSED).orElse(Ending.CRASHED);
        long missing = anchor.link().map(link -> Math.max(0, link.seq() - found.seq())).orElse(0L);
        return new Resumption(ending, torn, judge(anchor, found), missing);
    }

    private static AnchorState judge(Anchor.Reading anchor, Link found) {
        if (anchor.link().isEmpty()) {
            return AnchorState.ABSENT;
        }
        Link named = anchor.link().get();
        if (named.seq() > found.seq()) {
            return AnchorState.LINES_MISSING;
        }
        return named.seq() == found.seq() && !named.equals(found) ? AnchorState.LINE_CHANGED : AnchorState.SOUND;
    }

    private Link link(byte[] line) {
        return Link.of(facts(line).seq(), line, line.length);
    }

    private LineFacts facts(byte[] line) {
        try {
            return LineFacts.parse(line, line.length);
        } catch (IOException foreign) {
            throw new AuditException("the last line of " + path + " is no line of an audit trail; move the file away to begin a new one", foreign);
        }
    }

    /** Moves an unfinished line to a file of its own. The copy is on disk before the original is cut, so a crash in between loses nothing and says nothing twice. */
    private Optional<Torn> setAside(Tail tail, long seq) throws IOException {
        Path aside = path.resolveSibling(path.getFileName() + ".torn-" + seq);
        if (tail.tornBytes() > 0) {
            try (FileChannel copy = FileChannel.open(aside, READ_WRITE, OWNER_ONLY)) {
                copy.truncate(0);
                for (long at = tail.soundEnd(); at < tail.size(); ) {
                    at += file.transferTo(at, tail.size() - at, copy);
                }
                copy.force(true);
            }
            file.truncate(tail.soundEnd());
        }
        return Files.exists(aside) ? Optional.of(new Torn(Files.size(aside), sha256(aside), aside.getFileName().toString())) : Optional.empty();
    }

    private static String sha256(Path of) throws IOException {
        MessageDigest digest = Link.sha256();
        try (FileChannel in = FileChannel.open(of, StandardOpenOption.READ)) {
            ByteBuffer block = ByteBuffer.allocate(BLOCK);
            while (in.read(block) >= 0) {
                digest.update(block.flip());
                block.clear();
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Where the chain goes on, and the first line to write. */
    record Beginning(Link link, Entry first) {}

    /** The lock is on a file of its own: closing any descriptor of a locked file, a verifier's say, would let go of the lock. */
    private record FileLocked(FileChannel channel, FileLock lock) implements AutoCloseable {

        static FileLocked take(Path path) {
            Path file = path.resolveSibling(path.getFileName() + ".lock");
            try {
                FileChannel channel = FileChannel.open(file, READ_WRITE, OWNER_ONLY);
                FileLock lock = locked(channel);
                if (lock == null) {
                    channel.close();
                    throw new AuditException("the audit file " + path + " is being written by another process");
                }
                return new FileLocked(channel, lock);
            } catch (IOException unusable) {
                throw new AuditException("the audit file " + path + " cannot be locked: " + unusable.getMessage(), unusable);
            }
        }

        private static FileLock locked(FileChannel channel) throws IOException {
            try {
                return channel.tryLock();
            } catch (OverlappingFileLockException oursAlready) {
                return null;
            }
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException _) {
                // The lock goes with the process at the latest.
            }
        }
    }
}
