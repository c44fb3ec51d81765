package dev.postern.protection;

import dev.postern.config.Located;
import dev.postern.config.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Keys in a file, one a line: purpose, id and 32 octets in base64, with blanks between them. The first of a purpose is the newest. A line that begins with {@code #} is a comment.
 *
 * <pre>
 * # openssl rand -base64 32
 * envelope    2026-11  kC0d…=
 * envelope    2025-11  9sYk…=
 * token       cards    Zw1q…=
 * fingerprint audit    b7Pl…=
 * </pre>
 *
 * What is wrong is told at the place where the configuration names the file, with the number of the line and never with what stands in it. A file that others than its owner may read is
 * warned of. Blocks: for whoever compiles configurations.
 */
public final class KeyFile {

    static final int MOST_BYTES = 64 << 10;
    static final int MOST_KEYS = 256;

    private static final Logger LOG = Logger.getLogger(KeyFile.class);
    private static final Set<PosixFilePermission> OTHERS = Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private KeyFile() {}

    /** Empty when something is wrong, which has been reported. */
    public static Optional<KeySource> read(Located<Path> file, Problems problems) {
        byte[] content;
        try (InputStream in = Files.newInputStream(file.value())) {
            content = in.readNBytes(MOST_BYTES + 1);
        } catch (IOException unreadable) {
            problems.add(file.at(), "the file of keys cannot be read", "looked at " + file.value());
            return Optional.empty();
        }
        if (content.length > MOST_BYTES) {
            problems.add(file.at(), "the file of keys is larger than 64 KiB");
            return Optional.empty();
        }
        warnOfOthers(file.value());
        KeyLines lines = new KeyLines(complaint -> problems.add(file.at(), complaint, "a line is: token|envelope|fingerprint ID 32-OCTETS-IN-BASE64"));
        return lines.read(new String(content, StandardCharsets.ISO_8859_1)).map(KeyFile::source);
    }

    private static KeySource source(List<Key> keys) {
        List<Key> tokens = of(keys, Key.Purpose.TOKEN);
        List<Key> envelopes = of(keys, Key.Purpose.ENVELOPE);
        List<Key> fingerprints = of(keys, Key.Purpose.FINGERPRINT);
        return purpose -> switch (purpose) {
            case TOKEN -> tokens;
            case ENVELOPE -> envelopes;
            case FINGERPRINT -> fingerprints;
        };
    }

    private static List<Key> of(List<Key> keys, Key.Purpose purpose) {
        return keys.stream().filter(key -> key.purpose() == purpose).toList();
    }

    private static void warnOfOthers(Path file) {
        if (readableByOthers(file)) {
            LOG.warnf("event=key-file-open-to-others file=%s hint=\"chmod 600\"", file);
        }
    }

    private static boolean readableByOthers(Path file) {
        try {
            return Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }
}
