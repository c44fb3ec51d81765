package dev.postern.exchange;

/**
 * An absolute path in its one canonical spelling (RFC 3986 §6.2): unreserved octets decoded, other percent-encodings in upper case,
 * no dot segment. What could be read in two ways is refused, not repaired.
 *
 * <p>Refused with {@link Reason#REQUEST_PATH_AMBIGUOUS}: encoded slash or backslash, raw backslash, encoded NUL or control, double encoding of
 * a dot, slash, backslash or percent ({@code %252e}), empty segments ({@code //}), dot segments in any spelling, path parameters
 * ({@code ;}) in any spelling, fragment marks. Refused with {@link Reason#REQUEST_MALFORMED}: not beginning with a slash, broken
 * percent-encoding, octets outside visible ASCII.
 */
public record CanonicalPath(String value) {

    public CanonicalPath {
        if (!value.startsWith("/")) {
            throw new RefusedException(Reason.REQUEST_MALFORMED, "path does not begin with a slash");
        }
    }

    /** The canonical spelling of {@code raw} (no query). Linear in its length. */
    public static CanonicalPath parse(String raw) {
        return new CanonicalPath(PathCanonicaliser.canonical(raw));
    }

    @Override
    public String toString() {
        return value;
    }
}
