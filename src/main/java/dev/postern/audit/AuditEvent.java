package dev.postern.audit;

import dev.postern.inspect.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One exchange, as it is recorded. Nothing here is a secret: no cookie, no token, no query value (the query is recorded as its parameter names).
 *
 * @param id            the exchange
 * @param trace         the trace it is a part of, when it is a part of one
 * @param time          when it began
 * @param duration      until it was closed
 * @param client        who asked, from where
 * @param request       for what
 * @param decision      what was decided, on which ground
 * @param outcome       how it ended
 * @param findings      what inspectors found in its content
 */
public record AuditEvent(String id, Optional<String> trace, Instant time, Duration duration, Who client, What request, Why decision, How outcome,
        List<Finding> findings) {

    /** So many findings stand on record; their number is told in any case. */
    public static final int MOST_FINDINGS = 16;

    public AuditEvent {
        findings = List.copyOf(findings);
    }

    /** The same with what was found. */
    public AuditEvent with(List<Finding> found) {
        return found.equals(findings) ? this : new AuditEvent(id, trace, time, duration, client, request, decision, outcome, found);
    }

    /**
     * @param principal {@code Principal.label()}
     * @param groups    of a user
     * @param device    {@code Device.label()}
     * @param address   the client's address
     * @param peer      the TCP peer's address
     * @param session   hash of the session id, when there is one
     */
    public record Who(String principal, List<String> groups, String device, String address, String peer, Optional<String> session) {

        public Who {
            groups = List.copyOf(groups);
        }
    }

    /** The request: method, authority, canonical path, names of query parameters, HTTP version, user agent (cut at 256 characters). */
    public record What(String method, String authority, String path, List<String> queryNames, String protocol, String userAgent) {

        public What {
            queryNames = List.copyOf(queryNames);
        }
    }

    /**
     * @param route   the route matched; empty without one
     * @param allowed whether it was allowed
     * @param rule    the rule that decided; empty when none matched
     * @param reason  {@code Reason.code()} of a refusal or failure, else empty
     * @param detail  for operators
     * @param shadow  shadow rules that held
     * @param without what could not be asked, so that a stated rule stood in for it: {@code shared-state}
     * @param policyVersion of the configuration that decided
     */
    public record Why(String route, boolean allowed, String rule, String reason, String detail, List<String> shadow, List<String> without,
            String policyVersion) {

        public Why {
            shadow = List.copyOf(shadow);
            without = List.copyOf(without);
        }
    }

    /**
     * @param status   sent to the client; 0 when the connection was cut first
     * @param upstream endpoint that was asked; empty when none was
     * @param bytesIn  octets of request body received
     * @param bytesOut octets of response body sent
     * @param end      how it ended
     * @param firstByte from receiving the request to the first octet of the answer; empty when there was none
     */
    public record How(int status, String upstream, long bytesIn, long bytesOut, End end, Optional<Duration> firstByte) {}

    /** {@code COMPLETED}: the answer was sent whole. {@code CLIENT_CUT}, {@code UPSTREAM_CUT}: that side went away first. {@code ENDED}: we ended it. */
    public enum End { COMPLETED, CLIENT_CUT, UPSTREAM_CUT, ENDED }
}
