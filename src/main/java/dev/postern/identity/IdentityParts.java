package dev.postern.identity;

import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.Objects;

/**
 * What identity stands on, given by whoever assembles the gateway; all of it outlives a configuration but {@code workloads} and {@code refresher},
 * which may belong to one.
 *
 * @param vertx     for keys fetched over HTTP and for timers
 * @param clock     for every expiry
 * @param sessions  where sessions are kept
 * @param refresher renews the tokens of a session at its provider
 * @param workloads judges X.509-SVIDs
 * @param tokens    pays for tokens not seen before
 */
public record IdentityParts(Vertx vertx, InstantSource clock, SessionStore sessions, TokenRefresher refresher, WorkloadVerifier workloads,
        TokenBudget tokens) {

    public IdentityParts {
        Objects.requireNonNull(vertx, "vertx");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(sessions, "sessions");
        Objects.requireNonNull(refresher, "refresher");
        Objects.requireNonNull(workloads, "workloads");
        Objects.requireNonNull(tokens, "tokens");
    }
}
