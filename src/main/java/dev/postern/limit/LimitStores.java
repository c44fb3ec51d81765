package dev.postern.limit;

import java.util.Objects;

/** What limits count in. Made once and kept across reloads of the configuration, so that nobody's bucket is refilled by one. */
public record LimitStores(RateStore rates, ConcurrencyStore concurrency) {

    public LimitStores {
        Objects.requireNonNull(rates, "rates");
        Objects.requireNonNull(concurrency, "concurrency");
    }
}
