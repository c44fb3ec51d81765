package dev.postern.config;

import java.time.Duration;
import java.util.Optional;

/**
 * A limit that routes name.
 *
 * @param name        unique
 * @param by          whose requests are counted together
 * @param claim       the claim to count by, exactly when {@code by} is {@code CLAIM}
 * @param requests    tokens of the bucket: so many requests for each {@code period}; 0 for no rate
 * @param period      in which the bucket fills from empty to full
 * @param burst       size of the bucket; {@code requests} by default
 * @param concurrency exchanges open at once; 0 for no bound
 */
public record LimitConfig(
        Located<String> name, Key by, Optional<String> claim, long requests, Duration period, long burst, int concurrency) {

    /** A key that a request does not have (a device, say) falls back to the client's address. */
    public enum Key { USER, DEVICE, WORKLOAD, CLAIM, ADDRESS, ROUTE }
}
