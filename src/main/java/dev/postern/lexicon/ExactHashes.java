package dev.postern.lexicon;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.crypto.Mac;
import org.bouncycastle.crypto.macs.SipHash;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * What an index keeps of values: of each cell 64 bits of HMAC-SHA-256 over the salt, the column and the normal form; and bits of a filter, set by SipHash-2-4 under a key derived from the same one,
 * which tells what cannot be in the index at a tenth of the price. For one thread.
 */
final class ExactHashes {

    static final int SALT = 16;

    private final ExactKey key;
    private final byte[] salt;
    private final KeyParameter filterKey;
    private final SipHash sip = new SipHash();
    private Mac mac;

    ExactHashes(ExactKey key, byte[] salt) {
        this(key, salt, new KeyParameter(Arrays.copyOf(derived(key.mac(), salt, "filter"), 16)));
    }

    private ExactHashes(ExactKey key, byte[] salt, KeyParameter filterKey) {
        this.key = key;
        this.salt = salt.clone();
        this.filterKey = filterKey;
        sip.init(filterKey);
    }

    /** The same for another thread. */
    ExactHashes another() {
        return new ExactHashes(key, salt, filterKey);
    }

    /** Tells whether a key is the one that an index was made with. */
    long keyCheck() {
        return ByteBuffer.wrap(derived(key.mac(), salt, "key check")).getLong();
    }

    private static byte[] derived(Mac mac, byte[] salt, String purpose) {
        mac.update(salt);
        return mac.doFinal(("postern exact data " + purpose).getBytes(StandardCharsets.US_ASCII));
    }

    long ofCell(int column, byte[] normal, int length) {
        if (mac == null) {
            mac = key.mac();
        }
        mac.update(salt);
        mac.update((byte) 1);
        mac.update((byte) (column >> 8));
        mac.update((byte) column);
        mac.update(normal, 0, length);
        return ByteBuffer.wrap(mac.doFinal()).getLong();
    }

    long forFilter(byte[] normal, int length) {
        sip.update(normal, 0, length);
        return sip.doFinal();
    }

    /** Three bits of a filter whose size is a power of two. */
    static void set(long[] filter, long hash) {
        for (int shift = 0; shift <= 42; shift += 21) {
            int bit = bit(filter, hash >>> shift);
            filter[bit >> 6] |= 1L << bit;
        }
    }

    static boolean mayHold(long[] filter, long hash) {
        for (int shift = 0; shift <= 42; shift += 21) {
            int bit = bit(filter, hash >>> shift);
            if ((filter[bit >> 6] >>> bit & 1) == 0) {
                return false;
            }
        }
        return true;
    }

    /** Mixed, so that filters of more than 2²¹ bits are used as a whole. */
    private static int bit(long[] filter, long hash) {
        long mixed = hash * 0x9e3779b97f4a7c15L;
        return (int) (mixed >>> 32 & (filter.length * 64L - 1));
    }
}
