package dev.postern.pki;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a file was when it was looked at. Two states are equal when the content is: the stamp only saves hashing. The content of a directory is the names in it. Blocks on the disk; safe for
 * threads.
 */
public final class FileState {

    /** A file younger than this is hashed at each look, since a second write could leave time and size as they are. */
    private static final Duration YOUNG = Duration.ofSeconds(3);

    /** When anything of it changed, which nobody can set back, unlike the time of its last write; where a system does not say, that. */
    private static final String CHANGE = FileSystems.getDefault().supportedFileAttributeViews().contains("unix") ? "unix:ctime" : "lastModifiedTime";

    private final String stamp;
    private final String hash;
    private final Instant changed;

    private FileState(String stamp, String hash, Instant changed) {
        this.stamp = stamp;
        this.hash = hash;
        this.changed = changed;
    }

    /** As it is now, whatever its size and time say. Empty when it is missing, cannot be read or is neither a file nor a directory. */
    public static Optional<FileState> of(Path file) {
        return of(file, Optional.empty(), InstantSource.system());
    }

    /** Empty when it is missing, cannot be read or is neither a file nor a directory. */
    static Optional<FileState> of(Path file, Optional<FileState> before, InstantSource clock) {
        try {
            Path real = file.toRealPath();
            BasicFileAttributes attributes = Files.readAttributes(real, BasicFileAttributes.class);
            Instant changed = ((FileTime) Files.getAttribute(real, CHANGE)).toInstant();
            String stamp = real + "|" + attributes.size() + '|' + attributes.lastModifiedTime().toInstant() + '|' + changed + '|' + attributes.fileKey();
            boolean young = changed.plus(YOUNG).isAfter(clock.instant());
            return !young && before.isPresent() && before.get().stamp.equals(stamp) ? before : hash(real, attributes).map(hash -> new FileState(stamp, hash, changed));
        } catch (IOException | SecurityException unreadable) {
            return Optional.empty();
        }
    }

    /** Whether who began to read it at {@code time} may have read something else. The clock of files ticks and is milliseconds behind: a change right at the beginning may seem to be before it. */
    boolean changedSince(Instant time) {
        return !changed.isBefore(time);
    }

    /** Devices and pipes are left alone: reading one may take for ever, or take something away from who is to read it. */
    private static Optional<String> hash(Path real, BasicFileAttributes attributes) throws IOException {
        if (attributes.isDirectory()) {
            return Optional.of(hash(names(real)));
        }
        if (!attributes.isRegularFile()) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(real)) {
            return Optional.of(hash(in));
        }
    }

    /** Sorted; no name holds a NUL. */
    private static InputStream names(Path directory) throws IOException {
        try (Stream<Path> found = Files.list(directory)) {
            String names = found.map(file -> file.getFileName().toString()).sorted().collect(Collectors.joining("\0"));
            return new ByteArrayInputStream(names.getBytes(StandardCharsets.UTF_8));
        } catch (UncheckedIOException broken) {
            throw broken.getCause();
        }
    }

    private static String hash(InputStream in) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[64 << 10];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FileState that && hash.equals(that.hash);
    }

    @Override
    public int hashCode() {
        return hash.hashCode();
    }
}
