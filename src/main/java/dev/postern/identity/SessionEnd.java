package dev.postern.identity;

/** Why a session is no more. */
public enum SessionEnd {
    /** Its idle time or its lifetime has passed. */
    EXPIRED,
    /** The person signed out here. */
    SIGNED_OUT,
    /** The person signed in anew in the same browser. */
    REPLACED,
    /** The provider signed the person out. */
    PROVIDER_SIGNED_OUT,
    /** The provider refused to renew it. */
    REFRESH_REFUSED,
    /** The provider could not be reached for longer than {@link Sessions#PROVIDER_GRACE}. */
    PROVIDER_UNREACHABLE,
    /** A secret that was replaced long ago was presented: someone else has the cookie. */
    THEFT,
    /** It gave way to newer ones: too many of this user, or too many in all. */
    EVICTED,
    /** Ended by an operator. */
    REVOKED
}
