package dev.postern.pki;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a CRL to be issued shall say.
 *
 * @param revoked    serial numbers
 * @param thisUpdate when it was made
 * @param nextUpdate when it is outdated
 * @param scope      what it covers
 */
public record CrlSpec(List<BigInteger> revoked, Instant thisUpdate, Instant nextUpdate, Scope scope) {

    public CrlSpec {
        revoked = List.copyOf(revoked);
    }

    /** Full, or one of the kinds that cannot stand for the whole truth (RFC 5280 §5.2.4 and §5.2.5). */
    public record Scope(Kind kind, Optional<String> uri) {

        public static final Scope FULL = new Scope(Kind.FULL, Optional.empty());

        public static Scope partition(String uri) {
            return new Scope(Kind.FULL, Optional.of(uri));
        }
    }

    public enum Kind { FULL, ONLY_USERS, ONLY_AUTHORITIES, INDIRECT, DELTA }
}
