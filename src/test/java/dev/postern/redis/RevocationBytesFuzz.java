package dev.postern.redis;

import dev.postern.fuzz.Text;
import java.util.Optional;

/** A revocation, opened: none, or one within its bounds that is read back as it was written. */
public final class RevocationBytesFuzz {

    private RevocationBytesFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        RevocationBytes.decode(data).ifPresent(entry -> {
            Text.same(Optional.of(entry), RevocationBytes.decode(RevocationBytes.encode(entry)), "written and read back");
            Text.holds(!entry.revocation().target().value().isBlank(), "of nobody");
        });
    }
}
