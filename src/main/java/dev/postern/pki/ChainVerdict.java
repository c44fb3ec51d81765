package dev.postern.pki;

import java.time.Instant;

/** What became of a certificate chain. */
public sealed interface ChainVerdict {

    /** An anchor vouches for the leaf, now and until {@code until}: the first end of validity on the path, the anchor's included. */
    record Valid(TrustedPath path, Instant until) implements ChainVerdict {}

    /** An anchor vouches for the leaf, and a certificate of the path has expired. */
    record Expired(TrustedPath path, Instant since) implements ChainVerdict {}

    /** An anchor vouches for the leaf, and a certificate of the path is not valid yet. */
    record NotYetValid(TrustedPath path, Instant until) implements ChainVerdict {}

    /**
     * An anchor issued the leaf, or what issued it, and yet does not vouch for it; or the leaf is no good whoever issued it. {@code why} is for the
     * audit trail.
     */
    record Untrusted(String why) implements ChainVerdict {}

    /** No path leads from the leaf to an anchor: nobody known here issued it. */
    record Stranger() implements ChainVerdict {}
}
