package dev.postern.exchange;

/**
 * An absolute path in its one canonical spelling (RFC 3986 §6.2), visible ASCII throughout. Two raw paths that a server would decode to the same
 * octets have the same canonical spelling, so that a rule about a path cannot be walked around by spelling it otherwise:
 *
 * <ul>
 *   <li>unreserved characters and {@code ! $ & ' ( ) * , = : @} stand for themselves;</li>
 *   <li>every other octet is percent-encoded in upper case, and {@code +} too, since some servers read a bare one as a space.</li>
 * </ul>
 *
 * What could be read in two ways is refused, not repaired. With {@link Reason#REQUEST_PATH_AMBIGUOUS}: encoded slash or backslash, raw backslash,
 * encoded control characters (C0, C1, DEL), octets that are not UTF-8 (overlong forms too), an encoded percent sign before two hexadecimal digits
 * (encoded twice), empty segments ({@code //}), dot segments in any spelling, path parameters ({@code ;}) in any spelling, encoded {@code #} and
 * {@code ?}. With {@link Reason#REQUEST_MALFORMED}: not beginning with a slash, broken percent-encoding, octets outside visible ASCII, a raw
 * {@code #} or {@code ?}.
 *
 * <p>The constructor canonicalises, so no instance holds anything else. Linear in the length of what it is given.
 */
public record CanonicalPath(String value) {

    public CanonicalPath {
        value = PathCanonicaliser.canonical(value);
    }

    /** The canonical spelling of {@code raw} (no query). */
    public static CanonicalPath parse(String raw) {
        return new CanonicalPath(raw);
    }

    @Override
    public String toString() {
        return value;
    }
}
