package dev.postern.transformation;

/**
 * {@code t:normalisePath} and {@code t:normalisePathWin} (also spelled {@code normalizePath}, {@code normalizePathWin}): doubled slashes, self-references and
 * back-references (unless at the beginning) go from a path; the second makes backslashes slashes first. A slash at the end stays if there was one, and none appears.
 * As in ModSecurity, a back-reference is two dots before a slash, whatever stands before them, so {@code /a/b../c} is read as {@code /a/c}; unlike there, no backslash is overlooked
 * behind a run of slashes.
 *
 * <p>Example: {@code /a/./b//../../etc/passwd} becomes {@code /etc/passwd}.
 */
enum NormalisePath implements Transformation {
    UNIX,
    WINDOWS;

    @Override
    public long touches() {
        return Kinds.of(this == WINDOWS ? "/.\\" : "/.");
    }

    @Override
    public byte[] apply(byte[] in) {
        for (int at = 0; at < in.length; at++) {
            byte octet = in[at];
            boolean last = at + 1 == in.length;
            if (octet == '/' && !last && separates(in[at + 1]) || octet == '.' && (last || separates(in[at + 1])) || octet == '\\' && this == WINDOWS) {
                return new PathWriter(slashed(in), in).normalised();
            }
        }
        return in;
    }

    private boolean separates(byte octet) {
        return octet == '/' || octet == '\\' && this == WINDOWS;
    }

    private byte[] slashed(byte[] in) {
        byte[] path = in.clone();
        for (int at = 0; this == WINDOWS && at < path.length; at++) {
            if (path[at] == '\\') {
                path[at] = '/';
            }
        }
        return path;
    }
}
