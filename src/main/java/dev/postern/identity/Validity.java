package dev.postern.identity;

import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * When a token is good (RFC 7519 §4.1.4 to §4.1.6), tolerated clock skew included.
 *
 * @param from  {@code nbf} and {@code iat}, whichever is later, less the skew
 * @param until {@code exp} and the skew; a token without an end is none
 */
record Validity(Instant from, Instant until) {

    /** Year 9999: nothing later is a time in earnest, and sums with it do not overflow. */
    private static final long MAX_SECONDS = 253_402_300_799L;

    static Validity in(Map<String, Object> claims, Duration skew) {
        Instant until = time(claims, "exp").plus(skew);
        Instant notBefore = claims.containsKey("nbf") ? time(claims, "nbf") : Instant.EPOCH;
        Instant issued = claims.containsKey("iat") ? time(claims, "iat") : Instant.EPOCH;
        return new Validity((notBefore.isAfter(issued) ? notBefore : issued).minus(skew), until);
    }

    private static Instant time(Map<String, Object> claims, String name) {
        if (claims.get(name) instanceof Number seconds && seconds.doubleValue() >= 0 && seconds.doubleValue() <= MAX_SECONDS) {
            return Instant.ofEpochSecond(seconds.longValue());
        }
        throw new RefusedException(Reason.TOKEN_INVALID, name + " is missing or no time");
    }

    void check(Instant now) {
        if (!now.isBefore(until)) {
            throw new RefusedException(Reason.TOKEN_EXPIRED, "expired at " + until);
        }
        if (now.isBefore(from)) {
            throw new RefusedException(Reason.TOKEN_INVALID, "not valid before " + from);
        }
    }
}
