package dev.postern.body;

import java.util.Arrays;

/**
 * The names ModSecurity 2.9 gives to what stands in a JSON text: the keys on the way joined by full stops; an array repeats the key it stands under, and the outermost is called
 * {@code array}. A key that holds a full stop confuses what comes after it there, and so it does here: rules and exclusions name arguments by these names.
 *
 * <p>Names under a long key are each as long as the key, so their lengths are counted against a budget.
 */
final class JsonNames {

    private static final byte[] ARRAY = {'a', 'r', 'r', 'a', 'y'};
    private static final int ROOM = 1 << 16;
    private static final int PER_OCTET = 16;

    private final int depthLimit;
    private long budget;
    private byte[] prefix = new byte[64];
    /** −1 when there is none, which is not the same as an empty one. */
    private int prefixLength = -1;
    private byte[] key = Octets.NONE;
    private boolean keySeen;
    /** Whether the last key stands in a name that was given. */
    private boolean keyNamed = true;
    private int depth;
    private byte[] name = Octets.NONE;
    private boolean nameStands;

    JsonNames(int depthLimit, int bodyLength) {
        this.depthLimit = depthLimit;
        this.budget = ROOM + (long) PER_OCTET * bodyLength;
    }

    void key(byte[] octets) {
        key = octets;
        keySeen = true;
        keyNamed = false;
        nameStands = false;
    }

    /** Whether a key has been read of which no name tells yet: what stood under it was empty. */
    boolean keyIsUnnamed() {
        return !keyNamed;
    }

    /** The name of a scalar here; elements of one array share it. */
    byte[] name() throws MalformedException {
        keyNamed = true;
        if (!nameStands) {
            name = joined();
            nameStands = true;
        }
        return name;
    }

    void beginArray() throws MalformedException {
        if (!keySeen && prefixLength < 0) {
            key(ARRAY);
            keyNamed = true;
        }
        enter();
    }

    /** The outermost object has no name. */
    void beginObject() throws MalformedException {
        if (keySeen) {
            enter();
        }
    }

    void endArray() {
        if (prefixLength >= 0) {
            prefixLength = lastStop();
            leave();
        }
    }

    void endObject() {
        if (prefixLength >= 0) {
            int stop = lastStop();
            key = Arrays.copyOfRange(prefix, stop + 1, prefixLength);
            prefixLength = stop;
            leave();
        }
    }

    private void leave() {
        depth--;
        nameStands = false;
    }

    private void enter() throws MalformedException {
        int length = prefixLength < 0 ? 0 : prefixLength + 1;
        spend(key.length + 1L);
        if (prefix.length < length + key.length) {
            prefix = Arrays.copyOf(prefix, Math.max(prefix.length * 2, length + key.length));
        }
        if (length > 0) {
            prefix[length - 1] = '.';
        }
        System.arraycopy(key, 0, prefix, length, key.length);
        prefixLength = length + key.length;
        nameStands = false;
        depth++;
        if (depth > depthLimit) {
            throw new MalformedException("json: nested deeper than allowed");
        }
    }

    private byte[] joined() throws MalformedException {
        keySeen = true;
        if (prefixLength < 0) {
            return key;
        }
        spend(prefixLength + 1L + key.length);
        byte[] out = Arrays.copyOf(prefix, prefixLength + 1 + key.length);
        out[prefixLength] = '.';
        System.arraycopy(key, 0, out, prefixLength + 1, key.length);
        return out;
    }

    private void spend(long octets) throws MalformedException {
        budget -= octets;
        if (budget < 0) {
            throw new MalformedException("json: longer names of arguments than allowed");
        }
    }

    /** Where the last full stop of the prefix is, or −1. */
    private int lastStop() {
        int at = prefixLength - 1;
        while (at >= 0 && prefix[at] != '.') {
            at--;
        }
        return at;
    }
}
