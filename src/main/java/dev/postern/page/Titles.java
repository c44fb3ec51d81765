package dev.postern.page;

import dev.postern.exchange.Reason;

/** What happened, in a few words a person understands, for each reason. */
final class Titles {

    private Titles() {}

    static String of(Reason reason) {
        return switch (reason) {
            case REQUEST_MALFORMED, REQUEST_PATH_AMBIGUOUS, REQUEST_AUTHORITY_INVALID, REQUEST_HEADER_REFUSED, REQUEST_METHOD_REFUSED, REQUEST_MISDIRECTED,
                    REQUEST_URI_TOO_LONG, REQUEST_HEADERS_TOO_LARGE, REQUEST_UPGRADE_REFUSED, REQUEST_ORIGIN_REFUSED -> "This request was not understood";
            case REQUEST_BODY_TOO_LARGE -> "Too large to accept";
            case REQUEST_TIMEOUT -> "This took too long";
            case SIGN_IN_REQUIRED -> "Please sign in";
            case SESSION_ENDED -> "Your session has ended";
            case SESSION_OTHER_DEVICE -> "This session belongs to another device";
            case SIGN_IN_FAILED -> "Sign-in did not succeed";
            case SIGN_IN_UNAVAILABLE -> "Sign-in is not available";
            case CREDENTIALS_AMBIGUOUS, TOKEN_INVALID, TOKEN_EXPIRED, TOKEN_NOT_BOUND, TOKEN_UNVERIFIABLE, WORKLOAD_UNTRUSTED -> "This credential was not accepted";
            case DEVICE_REQUIRED -> "A managed device is needed";
            case DEVICE_UNKNOWN -> "This device is not known here";
            case DEVICE_EXPIRED -> "This device's certificate has expired";
            case REVOKED -> "Your access has been revoked";
            case DEVICE_REVOKED -> "This device has been revoked";
            case DEVICE_UNDETERMINED -> "It cannot be told whether this device is revoked";
            case DEVICE_REFUSED -> "This device may not open the app";
            case ROUTE_NOT_FOUND -> "Nothing to see here";
            case POLICY_NO_RULE, POLICY_DENIED, POLICY_FAILED -> "You may not open this";
            case RATE_LIMITED, CONCURRENCY_LIMITED, ADDRESS_LIMITED -> "Too many requests";
            case OVERLOADED, UPSTREAM_BUSY, UPSTREAM_WITHDRAWN, SHUTTING_DOWN, AUDIT_UNAVAILABLE, SESSION_STORE_UNAVAILABLE, REVOCATIONS_UNKNOWN,
                    SCAN_UNAVAILABLE -> "Not available for a moment";
            case CONTENT_REFUSED, CONTENT_UNINSPECTED, CONTENT_SENSITIVE -> "This content was not accepted";
            case CONTENT_MALWARE, RESPONSE_MALWARE -> "Malware was found";
            case RESPONSE_REFUSED, RESPONSE_SENSITIVE -> "The app's answer was held back";
            case UPSTREAM_UNREACHABLE, UPSTREAM_UNTRUSTED, UPSTREAM_BROKEN -> "The app is not available";
            case UPSTREAM_TIMEOUT -> "The app did not answer in time";
            case INTERNAL -> "Something went wrong";
        };
    }
}
