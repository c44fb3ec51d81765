package dev.postern.portal;

import dev.postern.device.Device;
import dev.postern.exchange.RequestFacts;
import dev.postern.identity.Identification;
import java.util.Objects;

/**
 * A request for one of the gateway's own pages, with what the pipeline knows of it already.
 *
 * @param facts          what was asked
 * @param identification who asks
 * @param device         on what
 */
public record PortalRequest(RequestFacts facts, Identification identification, Device device) {

    public PortalRequest {
        Objects.requireNonNull(facts, "facts");
        Objects.requireNonNull(identification, "identification");
        Objects.requireNonNull(device, "device");
    }
}
