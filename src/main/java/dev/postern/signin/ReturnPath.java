package dev.postern.signin;

import dev.postern.exchange.CanonicalPath;
import dev.postern.exchange.RefusedException;

/**
 * Where a person goes after signing in or out: a path on the host they came from, in its canonical spelling, with its query. Whatever else is asked for, another
 * host in any disguise above all, becomes {@link #ROOT}: an open redirect lends the gateway's good name to a phisher (CWE-601).
 *
 * <p>At most {@value #MAX_LENGTH} characters, because it travels in a cookie. The gateway's own pages are no destination but the landing page: a return to a
 * sign-in or sign-out path would loop.
 */
public record ReturnPath(String value) {

    public static final ReturnPath ROOT = new ReturnPath("/");

    static final int MAX_LENGTH = 1024;

    private static final String OWN = "/.postern";
    private static final String LANDING = "/.postern/";
    private static final String NEVER_IN_A_QUERY = "\"<>\\^`{|}#";

    /** The safe reading of what a client sent. */
    public static ReturnPath of(String raw) {
        if (raw.length() > MAX_LENGTH || raw.isEmpty() || raw.charAt(0) != '/') {
            return ROOT;
        }
        int mark = raw.indexOf('?');
        String query = mark < 0 ? "" : raw.substring(mark);
        return query.chars().allMatch(ReturnPath::belongsInAQuery) ? of(mark < 0 ? raw : raw.substring(0, mark), query) : ROOT;
    }

    private static ReturnPath of(String path, String query) {
        try {
            String canonical = CanonicalPath.parse(path).value();
            boolean own = canonical.equals(OWN) || canonical.startsWith(LANDING);
            String whole = canonical + query; // the canonical spelling may be the longer one
            return own && !canonical.equals(LANDING) || whole.length() > MAX_LENGTH ? ROOT : new ReturnPath(whole);
        } catch (RefusedException ambiguous) {
            return ROOT;
        }
    }

    private static boolean belongsInAQuery(int c) {
        return c > 0x20 && c < 0x7f && NEVER_IN_A_QUERY.indexOf(c) < 0;
    }

    @Override
    public String toString() {
        return value;
    }
}
