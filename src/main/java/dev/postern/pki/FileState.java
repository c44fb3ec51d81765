package dev.postern.pki;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a file was when it was looked at. Two states are equal when the content is: the stamp only saves hashing. */
final class FileState {

    /** A file younger than this is hashed at each look, since a second write could leave time and size as they are. */
    private static final Duration YOUNG = Duration.ofSeconds(3);

    private final String stamp;
    private final String hash;

    private FileState(String stamp, String hash) {
        this.stamp = stamp;
        this.hash = hash;
    }

    /** Empty when the file is missing or cannot be read. */
    static Optional<FileState> of(Path file, Optional<FileState> before, InstantSource clock) {
        try {
            Path real = file.toRealPath();
            BasicFileAttributes attributes = Files.readAttributes(real, BasicFileAttributes.class);
            String stamp = real + "|" + attributes.size() + '|' + attributes.lastModifiedTime().toInstant() + '|' + attributes.fileKey();
            boolean young = attributes.lastModifiedTime().toInstant().plus(YOUNG).isAfter(clock.instant());
            return !young && before.isPresent() && before.get().stamp.equals(stamp) ? before : Optional.of(new FileState(stamp, hash(real)));
        } catch (IOException | SecurityException unreadable) {
            return Optional.empty();
        }
    }

    /** Of a directory, in which files may appear and go: the names in it. */
    private static String hash(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            try (Stream<Path> entries = Files.list(file)) {
                return entries.map(entry -> entry.getFileName().toString()).sorted().collect(Collectors.joining("/"));
            }
        }
        try (InputStream in = Files.newInputStream(file)) {
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
