package dev.postern.admin;

import dev.postern.gateway.Operations;
import dev.postern.gateway.Operator;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.net.InetAddress;

/**
 * What is asked of the admin listener and is no part of it, or not in that way: whoever looks around there is on record like whoever guesses at its credentials, within the budget of
 * strangers.
 */
@Provider
public class NothingThere implements ExceptionMapper<WebApplicationException> {

    private final GatewayStatus status;
    @Context
    HttpServerRequest request;

    NothingThere(GatewayStatus status) {
        this.status = status;
    }

    @Override
    public Response toResponse(WebApplicationException refusal) {
        status.gateway().ifPresent(gateway -> gateway.operations().record(new Operations.Action(new Operator.Nobody("nothing of the admin listener is asked for so"),
                InetAddress.ofLiteral(request.remoteAddress().hostAddress()), request.method().name(), request.path(), refusal.getResponse().getStatus())));
        return refusal.getResponse();
    }
}
