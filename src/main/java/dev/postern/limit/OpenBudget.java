package dev.postern.limit;

import dev.postern.limit.RateStore.Draw;
import java.time.Duration;

/** How often something may be done each second, whoever has it done or by each name; ten seconds' worth at once. Any thread; never blocks. */
public final class OpenBudget {

    private static final int BURST_SECONDS = 10;

    private final MemoryRateStore store = new MemoryRateStore();
    private volatile RateLimit limit;

    public OpenBudget(int each) {
        rate(each);
    }

    public void rate(int each) {
        limit = RateLimit.each(Duration.ofSeconds(1), "ALL", each, (long) each * BURST_SECONDS);
    }

    /** Whether it may be done once more. */
    public boolean spend() {
        return spend("");
    }

    /** The same where each name has a budget of its own, for {@value MemoryRateStore#MAX_BUCKETS} names; further ones share one. */
    public boolean spend(String name) {
        return store.take(new Draw(limit, name)).balance().had();
    }
}
