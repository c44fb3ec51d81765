package dev.postern.content;

/**
 * What stands in one another on the way to a place of a document: elements, keys of objects, numbers of an array. Names are remembered by where they stand, and by what they say only when the text
 * goes out of sight. What lies deeper than {@value #MOST} is not told apart.
 */
final class Levels {

    static final int MOST = 32;
    /** Of a name; what is longer is cut. */
    static final int MOST_NAME_BYTES = 64;
    /** Octets, with what the names say. */
    static final int HELD = MOST * (28 + 56 + 2 * MOST_NAME_BYTES);

    private static final String OUT_OF_SIGHT = "";

    private final int[] index = new int[MOST];
    private final long[] from = new long[MOST];
    private final long[] to = new long[MOST];
    private final String[] said = new String[MOST];

    void open(int level) {
        if (level < MOST) {
            index[level] = 0;
            said[level] = OUT_OF_SIGHT;
        }
    }

    void next(int level) {
        if (level < MOST) {
            index[level]++;
        }
    }

    void name(int level, long begin, long end) {
        if (level < MOST) {
            from[level] = begin;
            to[level] = end;
            said[level] = null;
        }
    }

    void keep(View view, long before, int depth) {
        for (int level = 0; level < Math.min(depth, MOST); level++) {
            if (said[level] == null && from[level] < before) {
                said[level] = name(view, level);
            }
        }
    }

    String name(View view, int level) {
        return said[level] == null ? view.read(from[level], to[level], MOST_NAME_BYTES) : said[level];
    }

    /** @param named a bit for each level, set where it has a name and not a number */
    String pointer(View view, int depth, long named) {
        StringBuilder out = new StringBuilder();
        for (int level = 0; level < Math.min(depth, MOST); level++) {
            out.append('/');
            if ((named >>> level & 1) != 0) {
                out.append(name(view, level).replace("~", "~0").replace("/", "~1"));
            } else {
                out.append(index[level]);
            }
        }
        return out.toString();
    }

    void become(Levels other, int depth) {
        int levels = Math.min(depth, MOST);
        System.arraycopy(other.index, 0, index, 0, levels);
        System.arraycopy(other.from, 0, from, 0, levels);
        System.arraycopy(other.to, 0, to, 0, levels);
        System.arraycopy(other.said, 0, said, 0, levels);
    }
}
