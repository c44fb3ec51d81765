package dev.postern.trace;

/** A query as it may be seen: names of parameters, never their values. */
public final class QueryNames {

    private static final int MAX = 64;
    private static final String HIDDEN = "=REDACTED";

    private QueryNames() {}

    /** {@code a=1&b=2} is {@code a=REDACTED&b=REDACTED}; what has no name is left out, and what comes after 64. */
    public static String of(String query) {
        StringBuilder out = new StringBuilder();
        int names = 0;
        for (int from = 0; from < query.length() && names < MAX; names++) {
            int end = query.indexOf('&', from);
            int until = end < 0 ? query.length() : end;
            int equals = query.indexOf('=', from);
            if (equals > from && equals < until) {
                out.append(out.isEmpty() ? "" : "&").append(query, from, equals).append(HIDDEN);
            }
            from = until + 1;
        }
        return out.toString();
    }

    /** The same for a path with its query. */
    static String ofTarget(String target) {
        int mark = target.indexOf('?');
        return mark < 0 ? target : target.substring(0, mark + 1) + of(target.substring(mark + 1));
    }
}
