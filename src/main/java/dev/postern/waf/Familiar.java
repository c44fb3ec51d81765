package dev.postern.waf;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Header values that come with one request after another, an agent's name, cookies, a token, and which questions about them were answered with no: whether a pool of patterns finds anything, whether
 * an operator does. Known by their SHA-256: of the values themselves, which may be credentials, nothing is kept. What is forgotten is asked again, so that whoever fills the table with other
 * values gains nothing but the others' time.
 *
 * <p>Bound: {@value #ENTRIES} values of a rule set, some 200 octets each. For any thread, without a lock: an entry is never changed, only replaced.
 */
final class Familiar {

    static final int ENTRIES = 1 << 12;

    /** To have one made takes longer than what it does. */
    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(Familiar::sha256);

    private record Known(byte[] digest, long[] quiet) {}

    private final AtomicReferenceArray<Known> known = new AtomicReferenceArray<>(ENTRIES);
    private final int words;

    /** @param questions how many there are */
    Familiar(int questions) {
        words = questions + 63 >> 6;
    }

    static byte[] digest(byte[] value) {
        return SHA_256.get().digest(value);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Whether the answer for the value of this digest is known to be no. */
    boolean quiet(byte[] digest, int question) {
        Known here = known.getAcquire(place(digest));
        return here != null && (here.quiet[question >> 6] >>> question & 1) != 0 && Arrays.equals(here.digest, digest);
    }

    /** For the value of this digest the answer is no. */
    void learn(byte[] digest, int question) {
        int place = place(digest);
        Known here = known.getAcquire(place);
        long[] quiet = here != null && Arrays.equals(here.digest, digest) ? here.quiet.clone() : new long[words];
        quiet[question >> 6] |= 1L << question;
        known.setRelease(place, new Known(digest, quiet));
    }

    private static int place(byte[] digest) {
        return (digest[0] & 0xff | digest[1] << 8) & ENTRIES - 1;
    }
}
