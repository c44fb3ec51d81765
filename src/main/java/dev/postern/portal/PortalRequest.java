package dev.postern.portal;

import dev.postern.device.Device;
import dev.postern.exchange.Denial;
import dev.postern.exchange.RequestFacts;
import dev.postern.identity.Identification;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * A request for one of the gateway's own pages, with what the pipeline knows of it already.
 *
 * @param facts          what was asked
 * @param identification who asks
 * @param device         on what
 * @param body           what is sent, for those who read it: at most so many octets, paused
 * @param note           takes what the record should say of the answer
 * @param refused        takes why, where a page refuses in an answer of its own making
 */
public record PortalRequest(RequestFacts facts, Identification identification, Device device, LongFunction<ReadStream<Buffer>> body,
        Consumer<String> note, Consumer<Denial> refused) {

    public PortalRequest {
        Objects.requireNonNull(facts, "facts");
        Objects.requireNonNull(identification, "identification");
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(note, "note");
        Objects.requireNonNull(refused, "refused");
    }
}
