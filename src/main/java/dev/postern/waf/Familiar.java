package dev.postern.waf;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Header values that come with one request after another, an agent's name, cookies, a token, and what is known of them: which patterns of a pool they hold, which operators said no. Known by their
 * SHA-256: of the values themselves, which may be credentials, nothing is kept. What is forgotten is asked again, so that whoever fills the table with other values gains nothing but the others' time.
 *
 * <p>Bound: {@value #ENTRIES} values of a rule set, half a kilobyte each, about. For any thread, without a lock: an entry is never changed, only replaced.
 */
final class Familiar {

    static final int ENTRIES = 1 << 12;

    /** To have one made takes longer than what it does. */
    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(Familiar::sha256);

    /** What is known of one value; nothing of it is ever changed. */
    static final class Known {

        private static final long[][] NO_HITS = {};

        private final byte[] digest;
        private final long[] quiet;
        private final long[][] hits;

        private Known(byte[] digest, long[] quiet, long[][] hits) {
            this.digest = digest;
            this.quiet = quiet;
            this.hits = hits;
        }

        /** Whether the answer to a question is no. */
        boolean quiet(int question) {
            return (quiet[question >> 6] >>> question & 1) != 0;
        }

        /** What was found of a pool; {@code none} if that is not known. */
        long[] hits(int pool, long[] none) {
            return pool < hits.length && hits[pool] != null ? hits[pool] : none;
        }

        private Known withQuiet(int question) {
            long[] more = quiet.clone();
            more[question >> 6] |= 1L << question;
            return new Known(digest, more, hits);
        }

        private Known withHits(int pool, long[] found) {
            long[][] more = Arrays.copyOf(hits, Math.max(hits.length, pool + 1));
            more[pool] = found;
            return new Known(digest, quiet, more);
        }
    }

    private final AtomicReferenceArray<Known> known = new AtomicReferenceArray<>(ENTRIES);
    private final int words;

    /** @param questions how many there are; those about pools, which have the pools' numbers, come first */
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

    /** What is known of the value of this digest by now. */
    Known of(byte[] digest) {
        Known here = known.getAcquire(place(digest));
        return here != null && Arrays.equals(here.digest, digest) ? here : new Known(digest, new long[words], Known.NO_HITS);
    }

    /** For the value of this digest the answer is no. */
    void learn(byte[] digest, int question) {
        known.setRelease(place(digest), of(digest).withQuiet(question));
    }

    /** @param found what the value of this digest holds of a pool; not to be changed any more */
    void learn(byte[] digest, int pool, long[] found) {
        known.setRelease(place(digest), of(digest).withHits(pool, found));
    }

    private static int place(byte[] digest) {
        return (digest[0] & 0xff | digest[1] << 8) & ENTRIES - 1;
    }
}
