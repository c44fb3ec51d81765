package dev.postern.revocation;

import java.time.Instant;
import java.util.Objects;

/**
 * One operator's word that something is not to pass.
 *
 * @param target  what
 * @param why     for the record and for other operators; never shown to a client
 * @param by      who said so
 * @param at      when
 * @param until   when it lapses by itself
 */
public record Revocation(Target target, String why, String by, Instant at, Instant until) {

    /** Longest reason. */
    public static final int MAX_WHY = 256;

    public Revocation {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(until, "until");
        if (why.length() > MAX_WHY) {
            throw new IllegalArgumentException("the reason of a revocation has at most " + MAX_WHY + " characters");
        }
    }

    public boolean holdsAt(Instant now) {
        return now.isBefore(until);
    }
}
