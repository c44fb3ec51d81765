package dev.postern.limit;

import dev.postern.exchange.Memo;
import dev.postern.limit.Admission.Admitted;
import dev.postern.limit.Admission.Quota;
import dev.postern.limit.Admission.Rejected;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Tells a client how much it may still ask for: {@code RateLimit} and {@code RateLimit-Policy} (draft-ietf-httpapi-ratelimit-headers-10, RFC 9651 lists of strings with
 * parameters) and, on a refusal, {@code Retry-After} (RFC 9110 §10.2.3). Durations are whole seconds, rounded up, so that a client that obeys is not refused again.
 *
 * <pre>
 * RateLimit-Policy: "per-user";q=100;w=60
 * RateLimit: "per-user";r=99;t=1
 * </pre>
 */
public final class RateLimitHeaders {

    public static final String RATE_LIMIT = "RateLimit";
    public static final String RATE_LIMIT_POLICY = "RateLimit-Policy";
    public static final String RETRY_AFTER = "Retry-After";

    private static final Memo<String> NAMES = new Memo<>(RateLimitHeaders::string);

    private RateLimitHeaders() {}

    /** Gives {@code set} each header's name and value. */
    public static void write(Admission admission, BiConsumer<String, String> set) {
        if (!admission.quotas().isEmpty()) {
            set.accept(RATE_LIMIT_POLICY, policy(admission.quotas()));
            set.accept(RATE_LIMIT, remaining(admission.quotas()));
        }
        switch (admission) {
            case Admitted admitted -> { }
            case Rejected rejected -> set.accept(RETRY_AFTER, retryAfter(rejected.retryAfter()));
        }
    }

    public static String policy(List<Quota> quotas) {
        StringBuilder out = new StringBuilder(48);
        for (Quota quota : quotas) {
            separated(out).append(NAMES.of(quota.name())).append(";q=").append(quota.limit()).append(";w=").append(seconds(quota.window()));
        }
        return out.toString();
    }

    public static String remaining(List<Quota> quotas) {
        StringBuilder out = new StringBuilder(48);
        for (Quota quota : quotas) {
            separated(out).append(NAMES.of(quota.name())).append(";r=").append(quota.remaining()).append(";t=").append(seconds(quota.reset()));
        }
        return out.toString();
    }

    private static StringBuilder separated(StringBuilder list) {
        return list.isEmpty() ? list : list.append(", ");
    }

    /** Seconds, rounded up, at least 1. */
    public static String retryAfter(Duration wait) {
        return Long.toString(Math.max(1, seconds(wait)));
    }

    private static long seconds(Duration duration) {
        return duration.getNano() == 0 ? duration.getSeconds() : duration.getSeconds() + 1;
    }

    /** RFC 9651 §3.3.3: visible ASCII in quotes; what cannot stand there is left out rather than sent broken. */
    private static String string(String name) {
        StringBuilder out = new StringBuilder(name.length() + 2).append('"');
        name.chars().filter(c -> c >= 0x20 && c < 0x7f).forEach(c -> {
            if (c == '"' || c == '\\') {
                out.append('\\');
            }
            out.append((char) c);
        });
        return out.append('"').toString();
    }
}
