package dev.postern.exchange;

/**
 * Why a request was refused or failed: a stable code for programs, the status it is answered with, and what a person can do.
 *
 * <p>Codes are part of the interface: they appear in {@code application/problem+json}, on pages, in the audit trail, in metrics and
 * in policy test files. They never change their meaning; new ones are added.
 */
public enum Reason {

    // The request itself (RFC 9110, RFC 9112, RFC 9113).
    REQUEST_MALFORMED("request.malformed", 400, Fault.CLIENT, "The request could not be understood without ambiguity."),
    REQUEST_PATH_AMBIGUOUS("request.path-ambiguous", 400, Fault.CLIENT, "The path can be read in more than one way."),
    REQUEST_AUTHORITY_INVALID("request.authority-invalid", 400, Fault.CLIENT, "The host name of the request is missing or invalid."),
    REQUEST_HEADER_REFUSED("request.header-refused", 400, Fault.CLIENT, "A header of the request is not accepted here."),
    REQUEST_METHOD_REFUSED("request.method-refused", 405, Fault.CLIENT, "This method is not accepted here."),
    REQUEST_MISDIRECTED("request.misdirected", 421, Fault.CLIENT, "The TLS connection was opened for another host."),
    REQUEST_URI_TOO_LONG("request.uri-too-long", 414, Fault.CLIENT, "The address is too long."),
    REQUEST_HEADERS_TOO_LARGE("request.headers-too-large", 431, Fault.CLIENT, "The headers are too large."),
    REQUEST_BODY_TOO_LARGE("request.body-too-large", 413, Fault.CLIENT, "The body is larger than this route accepts."),
    REQUEST_TIMEOUT("request.timeout", 408, Fault.CLIENT, "The request took too long to arrive."),
    REQUEST_ORIGIN_REFUSED("request.origin-refused", 403, Fault.POLICY, "The page that asks belongs to another site."),
    REQUEST_UPGRADE_REFUSED("request.upgrade-refused", 403, Fault.POLICY, "This route does not accept protocol upgrades."),

    // Who is asking.
    SIGN_IN_REQUIRED("identity.sign-in-required", 401, Fault.CLIENT, "Sign in and try again."),
    CREDENTIALS_AMBIGUOUS("identity.credentials-ambiguous", 400, Fault.CLIENT, "Send exactly one credential."),
    TOKEN_INVALID("identity.token-invalid", 401, Fault.CLIENT, "The token is not valid here. Obtain a new one."),
    TOKEN_EXPIRED("identity.token-expired", 401, Fault.CLIENT, "The token has expired. Obtain a new one."),
    TOKEN_NOT_BOUND("identity.token-not-bound", 401, Fault.CLIENT, "The token belongs to another client certificate."),
    TOKEN_UNVERIFIABLE("identity.token-unverifiable", 503, Fault.GATEWAY, "Tokens cannot be verified at the moment. Try again shortly."),
    SESSION_ENDED("identity.session-ended", 401, Fault.CLIENT, "The session has ended. Sign in again."),
    SESSION_OTHER_DEVICE("identity.session-other-device", 401, Fault.CLIENT, "The session belongs to another device. Sign in on this one."),
    SESSION_STORE_UNAVAILABLE("identity.session-store-unavailable", 503, Fault.GATEWAY, "Sessions cannot be checked at the moment. Try again shortly."),
    SIGN_IN_FAILED("identity.sign-in-failed", 401, Fault.CLIENT, "Signing in did not succeed. Try again."),
    SIGN_IN_UNAVAILABLE("identity.sign-in-unavailable", 503, Fault.GATEWAY, "The identity provider cannot be reached. Try again shortly."),
    REVOKED("identity.revoked", 403, Fault.POLICY, "Your access has been revoked. Ask your administrator."),
    REVOCATIONS_UNKNOWN("identity.revocations-unknown", 503, Fault.GATEWAY, "It cannot be told yet whether access was revoked. Try again shortly."),
    WORKLOAD_UNTRUSTED("identity.workload-untrusted", 401, Fault.CLIENT, "The workload's certificate is not trusted here."),

    // On what device.
    DEVICE_REQUIRED("device.required", 403, Fault.POLICY, "Use a managed device: its certificate was not presented."),
    DEVICE_UNKNOWN("device.unknown", 403, Fault.POLICY, "The certificate presented was not issued by a device authority known here."),
    DEVICE_EXPIRED("device.expired", 403, Fault.POLICY, "The device's certificate has expired. Renew it."),
    DEVICE_REVOKED("device.revoked", 403, Fault.POLICY, "The device has been revoked. Ask your administrator."),
    DEVICE_UNDETERMINED("device.undetermined", 403, Fault.POLICY, "It cannot be told now whether the device has been revoked. Try again later."),
    DEVICE_REFUSED("device.refused", 403, Fault.POLICY, "The device does not meet what this app requires."),

    // Where to, and whether.
    ROUTE_NOT_FOUND("route.not-found", 404, Fault.POLICY, "There is nothing here that you can reach."),
    POLICY_NO_RULE("policy.no-rule", 403, Fault.POLICY, "No rule allows this request."),
    POLICY_DENIED("policy.denied", 403, Fault.POLICY, "A rule denies this request."),
    POLICY_FAILED("policy.failed", 403, Fault.GATEWAY, "A rule could not be evaluated."),

    // How much.
    RATE_LIMITED("limit.rate", 429, Fault.CLIENT, "Too many requests. Wait, then try again."),
    CONCURRENCY_LIMITED("limit.concurrency", 429, Fault.CLIENT, "Too many requests at once. Wait for some to finish."),
    ADDRESS_LIMITED("limit.address", 429, Fault.CLIENT, "Too many attempts from your network address. Wait, then try again."),
    OVERLOADED("limit.overloaded", 503, Fault.GATEWAY, "The gateway is busy. Try again shortly."),

    // What it carries.
    CONTENT_REFUSED("content.refused", 403, Fault.POLICY, "The content of the request was refused."),
    CONTENT_UNINSPECTED("content.uninspected", 413, Fault.POLICY, "The content could not be inspected and is therefore not passed on."),
    CONTENT_MALWARE("content.malware", 403, Fault.POLICY, "Malware was found in the content of the request."),
    RESPONSE_MALWARE("content.response-malware", 502, Fault.POLICY, "Malware was found in the content of the response."),
    SCAN_UNAVAILABLE("content.scan-unavailable", 503, Fault.GATEWAY, "The content cannot be scanned for malware at the moment. Try again shortly."),
    CONTENT_SENSITIVE("content.sensitive", 403, Fault.POLICY, "The request contains data that may not leave this way."),
    RESPONSE_SENSITIVE("content.response-sensitive", 502, Fault.POLICY, "The response contains data that may not leave this way."),
    RESPONSE_REFUSED("content.response-refused", 502, Fault.POLICY, "The content of the response was refused."),

    // The other side.
    UPSTREAM_UNREACHABLE("upstream.unreachable", 502, Fault.UPSTREAM, "The app cannot be reached at the moment."),
    UPSTREAM_UNTRUSTED("upstream.untrusted", 502, Fault.UPSTREAM, "The app did not prove its identity."),
    UPSTREAM_TIMEOUT("upstream.timeout", 504, Fault.UPSTREAM, "The app took too long to answer."),
    UPSTREAM_BUSY("upstream.busy", 503, Fault.UPSTREAM, "The app is busy. Try again shortly."),
    UPSTREAM_WITHDRAWN("upstream.withdrawn", 503, Fault.POLICY, "The app has moved. Try again."),
    UPSTREAM_BROKEN("upstream.broken", 502, Fault.UPSTREAM, "The app's answer could not be passed on."),

    // Ourselves.
    AUDIT_UNAVAILABLE("audit.unavailable", 503, Fault.GATEWAY, "The request cannot be recorded and is therefore not passed on."),
    SHUTTING_DOWN("gateway.shutting-down", 503, Fault.GATEWAY, "The gateway is restarting. Try again."),
    INTERNAL("gateway.internal", 500, Fault.GATEWAY, "Something went wrong at the gateway.");

    /** Whose fault a refusal is: for metrics and alerts, not for the client. */
    public enum Fault { CLIENT, POLICY, UPSTREAM, GATEWAY }

    private final String code;
    private final int status;
    private final Fault fault;
    private final String advice;

    Reason(String code, int status, Fault fault, String advice) {
        this.code = code;
        this.status = status;
        this.fault = fault;
        this.advice = advice;
    }

    /** The stable code, for example {@code device.required}. */
    public String code() {
        return code;
    }

    /** The HTTP status it is answered with. */
    public int status() {
        return status;
    }

    public Fault fault() {
        return fault;
    }

    /** One sentence a refused person can act on; it never says anything about the gateway's inside. */
    public String advice() {
        return advice;
    }
}
