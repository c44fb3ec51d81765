package dev.postern.portal;

import dev.postern.device.Device;
import dev.postern.exchange.RequestFacts;
import dev.postern.identity.Principal;
import dev.postern.identity.Session;
import java.util.Objects;
import java.util.Optional;

/**
 * A request for one of the gateway's own pages, with what the pipeline knows of it already.
 *
 * @param facts     what was asked
 * @param principal who asks
 * @param session   the session it rests on
 * @param device    on what
 */
public record PortalRequest(RequestFacts facts, Principal principal, Optional<Session> session, Device device) {

    public PortalRequest {
        Objects.requireNonNull(facts, "facts");
        Objects.requireNonNull(principal, "principal");
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(device, "device");
    }
}
