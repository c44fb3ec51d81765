package dev.postern.lexicon;

import dev.postern.config.Position;
import dev.postern.config.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret without which an index tells nothing about the values it is made of: HMAC-SHA-256 (RFC 2104, FIPS 198-1). {@value #LEAST} to {@value #MOST} octets of a file; line ends at its end do
 * not count.
 */
public final class ExactKey {

    static final int LEAST = 32;
    static final int MOST = 4096;

    private final byte[] octets;

    private ExactKey(byte[] octets) {
        this.octets = octets;
    }

    /** @throws IllegalArgumentException if it is too short */
    static ExactKey of(byte[] octets) {
        if (octets.length < LEAST || octets.length > MOST) {
            throw new IllegalArgumentException("a key has " + LEAST + " to " + MOST + " bytes, not " + octets.length);
        }
        return new ExactKey(octets.clone());
    }

    /** Blocks on the disk. Empty if there is a problem, which is then among those given. */
    public static Optional<ExactKey> read(Path file, Problems problems) {
        Position at = new Position(file.toString(), 1, 1);
        try (InputStream in = Files.newInputStream(file)) {
            byte[] all = in.readNBytes(MOST + 3);
            int length = all.length;
            while (length > 0 && (all[length - 1] == '\n' || all[length - 1] == '\r')) {
                length--;
            }
            return Optional.of(of(Arrays.copyOf(all, length)));
        } catch (IOException unreadable) {
            problems.add(at, "the key cannot be read: " + unreadable.getMessage());
        } catch (IllegalArgumentException wrong) {
            problems.add(at, wrong.getMessage());
        }
        return Optional.empty();
    }

    /** A new one, for one thread. */
    Mac mac() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(octets, "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("the JDK has no HmacSHA256", missing);
        }
    }

    @Override
    public String toString() {
        return "***";
    }
}
