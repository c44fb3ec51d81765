package dev.postern.waf;

import java.util.Objects;

/**
 * Who speaks to whom.
 *
 * @param remoteAddress the client's address as text, without a port
 * @param remotePort    its port, 0 when that is not known
 * @param serverAddress where it arrived, as text; empty when that is not known
 * @param uniqueId      the request's id, for UNIQUE_ID
 */
public record ConnectionFacts(String remoteAddress, int remotePort, String serverAddress, int serverPort, String uniqueId) {

    public ConnectionFacts {
        Objects.requireNonNull(remoteAddress, "remoteAddress");
        Objects.requireNonNull(serverAddress, "serverAddress");
        Objects.requireNonNull(uniqueId, "uniqueId");
    }
}
