package dev.postern.limit;

import dev.postern.exchange.Denial;
import java.time.Duration;
import java.util.List;

/** Whether a request may go on now. */
public sealed interface Admission {

    /** State of each limit that applies, for the RateLimit headers. */
    List<Quota> quotas();

    record Admitted(Lease lease, List<Quota> quotas) implements Admission {

        public Admitted {
            quotas = List.copyOf(quotas);
        }
    }

    record Rejected(Denial denial, Duration retryAfter, List<Quota> quotas) implements Admission {

        public Rejected {
            quotas = List.copyOf(quotas);
        }
    }

    /**
     * One limit as the client sees it (draft-ietf-httpapi-ratelimit-headers).
     *
     * @param name      of the limit
     * @param limit     requests in each window
     * @param window    the period
     * @param remaining requests left now
     * @param reset     until the bucket is full again
     */
    record Quota(String name, long limit, Duration window, long remaining, Duration reset) {}
}
