package dev.postern.waf;

import java.util.Objects;

/**
 * Who speaks to whom.
 *
 * @param remoteAddress the client's address as text, without a port
 * @param uniqueId      the request's id, for UNIQUE_ID
 */
public record ConnectionFacts(String remoteAddress, int remotePort, String serverAddress, int serverPort, String uniqueId) {

    public ConnectionFacts {
        Objects.requireNonNull(remoteAddress, "remoteAddress");
        Objects.requireNonNull(serverAddress, "serverAddress");
        Objects.requireNonNull(uniqueId, "uniqueId");
    }
}
