package dev.postern.exchange;

import java.time.Instant;
import java.util.Objects;

/**
 * What was asked, normalised once: routing, policy, inspection, the audit trail and the bytes sent upstream all use these values.
 *
 * @param id         names the exchange
 * @param receivedAt when the head was complete
 * @param protocol   the HTTP version of the downstream
 * @param method     the method, as sent (methods are case-sensitive, RFC 9110 §9.1)
 * @param authority  host and port asked for
 * @param path       the canonical path
 * @param query      the raw query without its question mark, empty when there is none
 * @param headers    the headers as received
 * @param client     who is at the other end
 */
public record RequestFacts(
        RequestId id,
        Instant receivedAt,
        Protocol protocol,
        String method,
        Authority authority,
        CanonicalPath path,
        String query,
        Headers headers,
        Client client) {

    public RequestFacts {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(receivedAt, "receivedAt");
        Objects.requireNonNull(protocol, "protocol");
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(authority, "authority");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(query, "query");
        Objects.requireNonNull(headers, "headers");
        Objects.requireNonNull(client, "client");
    }

    /** Path and query as they are sent upstream and written in the audit trail. */
    public String target() {
        return query.isEmpty() ? path.value() : path.value() + '?' + query;
    }

    /** The same with other headers. */
    public RequestFacts with(Headers others) {
        return others == headers ? this : new RequestFacts(id, receivedAt, protocol, method, authority, path, query, others, client);
    }
}
