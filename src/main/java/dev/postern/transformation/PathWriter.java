package dev.postern.transformation;

import java.util.Arrays;

/** Normalises one path in place, from left to right: what is read is never behind what is written. */
final class PathWriter {

    private final byte[] path;
    private final byte[] original;
    private final int end;
    private final boolean relative;
    private int from;
    private int to;
    private boolean hitRoot;

    /** @param slashed the path, at least one octet, no backslash that separates; written over */
    PathWriter(byte[] slashed, byte[] original) {
        this.path = slashed;
        this.original = original;
        this.end = slashed.length - 1;
        this.relative = slashed[0] != '/';
    }

    byte[] normalised() {
        boolean trailing = path[end] == '/';
        while (from <= end) {
            boolean last = from == end;
            if ((last || path[from + 1] == '/') && !settled()) {
                if (last) {
                    break;
                }
                from++;
            }
            copy();
        }
        if (!trailing && to > 0 && path[to - 1] == '/') {
            to--;
        }
        return Arrays.equals(path, 0, to, original, 0, original.length) ? original : Arrays.copyOf(path, to);
    }

    /** At the end of a segment: false when it is a reference that is now resolved and its last dot is to be left out. */
    private boolean settled() {
        if (path[from] == '.') {
            return !reference();
        }
        if (to > 0 && (path[from] != '/' || from == end)) {
            hitRoot = false;
        }
        return true;
    }

    private boolean reference() {
        if (to > 0 && path[to - 1] == '.') {
            return back();
        }
        if (to > 0 && path[to - 1] == '/') {
            if (from < end) {
                to--;
            }
            return true;
        }
        return to == 0;
    }

    /** Takes the segment before away, unless that is not there to take. */
    private boolean back() {
        if (relative && (hitRoot || to <= 2)) {
            hitRoot = true;
            return false;
        }
        to -= 3;
        while (to > 0 && path[to] != '/') {
            to--;
        }
        if (to <= 0) {
            hitRoot = true;
            to = !relative && from == end ? 1 : 0;
        }
        return true;
    }

    /** Of several slashes only the last; at the beginning of a relative path none. */
    private void copy() {
        if (path[from] == '/') {
            while (from < end && path[from + 1] == '/') {
                from++;
            }
            if (relative && to == 0) {
                from++;
                return;
            }
        }
        path[to++] = path[from++];
    }
}
