package dev.postern.redis;

import dev.postern.fuzz.Text;
import java.util.Arrays;
import java.util.List;

/**
 * What stands in Redis. As it is, it opens under no name: nobody without a key wrote it. Sealed, it opens with every ring that has the key, under its own name, and in no
 * other way; the first two octets say where one of it is altered.
 */
public final class SealedFuzz {

    private static final String NAME = "a session";
    private static final KeyRing OLD = new KeyRing(List.of(Shared.OLD));
    private static final KeyRing BOTH = new KeyRing(List.of(Shared.NEW, Shared.OLD));
    private static final KeyRing NEW = new KeyRing(List.of(Shared.NEW));

    private SealedFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        Text.holds(BOTH.open(NAME, data).isEmpty(), "opens what nobody sealed");
        if (data.length < 3) {
            return;
        }
        byte[] clear = Arrays.copyOfRange(data, 2, data.length);
        long version = data[0];
        byte[] sealed = OLD.seal(NAME, version, clear);
        Text.holds(sealed.length <= KeyRing.MAX_SEALED_BYTES, sealed.length + " octets");
        Text.holds(Arrays.equals(clear, OLD.open(NAME, sealed).orElseThrow()) && Arrays.equals(clear, BOTH.open(NAME, sealed).orElseThrow()), "does not open");
        Text.holds(NEW.open(NAME, sealed).isEmpty(), "opens with another key");
        Text.holds(OLD.open(NAME + ' ', sealed).isEmpty(), "opens under another name");
        Text.holds(Arrays.equals(KeyRing.stamp(version), Arrays.copyOf(sealed, KeyRing.STAMP_BYTES)), "stamp");
        int at = ((data[0] & 0xff) << 8 | data[1] & 0xff) % sealed.length;
        byte[] altered = sealed.clone();
        altered[at] ^= (byte) (data[2] | 1);
        Text.holds(BOTH.open(NAME, altered).isEmpty(), "opens altered at " + at);
        Text.holds(BOTH.open(NAME, Arrays.copyOf(sealed, at)).isEmpty(), "opens cut at " + at);
    }
}
