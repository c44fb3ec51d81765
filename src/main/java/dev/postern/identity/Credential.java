package dev.postern.identity;

/** What proved who asks: it is ours to consume, so it never reaches an upstream. */
public enum Credential {
    /** Nothing of ours was presented. An {@code Authorization} header of another scheme than Bearer belongs to the upstream and passes. */
    NONE,
    /** Our session cookie. */
    SESSION,
    /** {@code Authorization: Bearer}: the header is removed on the way to the upstream. */
    BEARER,
    /** A SPIFFE X.509-SVID shown in the TLS handshake. */
    CERTIFICATE
}
