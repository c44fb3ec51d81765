package dev.postern.content;

import java.util.Arrays;

/**
 * The way to a place of a JSON document: which of each array's elements, which key of each object. Keys are remembered by where they stand, and by what they say only when the text goes out of
 * sight. What lies deeper than {@value #MOST} is not told apart.
 */
final class JsonPath {

    static final int MOST = 32;
    /** Of a key; what is longer is cut. */
    static final int MOST_KEY_BYTES = 64;
    /** Octets, with what the keys say. */
    static final int HELD = MOST * (28 + 56 + 2 * MOST_KEY_BYTES);

    private static final String OUT_OF_SIGHT = "";

    private final int[] index = new int[MOST];
    private final long[] from = new long[MOST];
    private final long[] to = new long[MOST];
    private final String[] said = new String[MOST];

    void open(int level) {
        if (level < MOST) {
            index[level] = 0;
            from[level] = 0;
            to[level] = 0;
            said[level] = OUT_OF_SIGHT;
        }
    }

    void next(int level) {
        if (level < MOST) {
            index[level]++;
        }
    }

    void key(int level, long begin, long end) {
        if (level < MOST) {
            from[level] = begin;
            to[level] = end;
            said[level] = null;
        }
    }

    void keep(View view, long before, int depth) {
        for (int level = 0; level < Math.min(depth, MOST); level++) {
            if (said[level] == null && from[level] < before) {
                said[level] = key(view, level);
            }
        }
    }

    private String key(View view, int level) {
        return said[level] == null ? view.read(from[level], to[level], MOST_KEY_BYTES) : said[level];
    }

    /** @param objects a bit for each level, set where it is an object's */
    String pointer(View view, int depth, long objects) {
        StringBuilder out = new StringBuilder();
        for (int level = 0; level < Math.min(depth, MOST); level++) {
            out.append('/');
            if ((objects >>> level & 1) != 0) {
                out.append(key(view, level).replace("~", "~0").replace("/", "~1"));
            } else {
                out.append(index[level]);
            }
        }
        return out.toString();
    }

    void become(JsonPath other, int depth) {
        int levels = Math.min(depth, MOST);
        System.arraycopy(other.index, 0, index, 0, levels);
        System.arraycopy(other.from, 0, from, 0, levels);
        System.arraycopy(other.to, 0, to, 0, levels);
        System.arraycopy(other.said, 0, said, 0, levels);
        Arrays.fill(said, levels, MOST, OUT_OF_SIGHT);
    }
}
