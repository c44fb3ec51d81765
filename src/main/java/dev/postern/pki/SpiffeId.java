package dev.postern.pki;

/**
 * A SPIFFE id (SPIFFE-ID standard §2): {@code spiffe://trust-domain/path}. The trust domain is lower-case letters, digits, dots, hyphens and
 * underscores; the path has no empty or dot segments; at most 2048 octets; no query, fragment, port or user information.
 */
public record SpiffeId(String trustDomain, String path) {

    private static final String SCHEME = "spiffe://";
    private static final int MAX = 2048;

    public SpiffeId {
        if (trustDomain.isEmpty() || trustDomain.length() > 255 || !trustDomain.chars().allMatch(SpiffeId::isTrustDomainCharacter)) {
            throw new IllegalArgumentException("not a SPIFFE trust domain: " + trustDomain);
        }
        if (!path.isEmpty()) {
            checkPath(path);
        }
    }

    /** @throws IllegalArgumentException when {@code text} is no SPIFFE id */
    public static SpiffeId parse(String text) {
        if (!text.startsWith(SCHEME) || text.length() > MAX) {
            throw new IllegalArgumentException("not a SPIFFE id: it must begin with " + SCHEME + " and be at most " + MAX + " long");
        }
        int slash = text.indexOf('/', SCHEME.length());
        return slash < 0
                ? new SpiffeId(text.substring(SCHEME.length()), "")
                : new SpiffeId(text.substring(SCHEME.length(), slash), text.substring(slash));
    }

    private static void checkPath(String path) {
        for (String segment : path.substring(1).split("/", -1)) {
            boolean plain = !segment.isEmpty() && segment.chars().allMatch(c -> isTrustDomainCharacter(c) || c >= 'A' && c <= 'Z');
            if (path.charAt(0) != '/' || !plain || segment.equals(".") || segment.equals("..")) {
                throw new IllegalArgumentException("not a SPIFFE path: " + path);
            }
        }
    }

    private static boolean isTrustDomainCharacter(int c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '.' || c == '_';
    }

    @Override
    public String toString() {
        return SCHEME + trustDomain + path;
    }
}
