package dev.postern.admin;

import dev.postern.gateway.Gateway;
import dev.postern.gateway.Operations;
import dev.postern.identity.SessionKey;
import dev.postern.revocation.Target;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * What an operator asks of the running gateway, on the admin listener: sessions, revocations, how much is open. Nobody is let in without the token of {@code listen.admin.token}, sent as
 * {@code Authorization: Bearer}; without one configured there is nothing here (404). No cookie is ever looked at, so no web page can act through an operator's browser. What was asked and
 * what came of it is on record in the audit chain; no answer holds a secret.
 */
@Path("/api/v1")
public class OperatorResource {

    private static final int MOST = 1_000;

    private final GatewayStatus status;
    @Context
    HttpServerRequest request;

    OperatorResource(GatewayStatus status) {
        this.status = status;
    }

    @GET
    @Path("status")
    public CompletionStage<Response> status() {
        return asked(gateway -> Future.succeededFuture(new JsonObject().put("version", gateway.version()).put("ready", gateway.ready())
                .put("open", gateway.operations().open()).put("revocations", gateway.operations().revoked().size())));
    }

    @GET
    @Path("sessions")
    public CompletionStage<Response> sessions(@QueryParam("user") Optional<String> user, @QueryParam("next") Optional<String> next, @QueryParam("limit") @DefaultValue("100") int limit) {
        return asked(gateway -> {
            Operations operations = gateway.operations();
            return user.isPresent()
                    ? operations.sessionsOf(Asked.provider(user.get()), Asked.name(user.get())).map(found -> Shown.sessions(found, Optional.empty()))
                    : operations.sessions(next, Math.clamp(limit, 1, MOST)).map(Shown::page);
        });
    }

    @DELETE
    @Path("sessions/{id}")
    public CompletionStage<Response> endSession(@PathParam("id") String id) {
        return changed(gateway -> gateway.operations().endSession(new SessionKey(id)).map(ended -> ended(ended ? 1 : 0)));
    }

    @DELETE
    @Path("sessions")
    public CompletionStage<Response> endSessionsOf(@QueryParam("user") @DefaultValue("") String user) {
        return changed(gateway -> gateway.operations().endSessionsOf(Asked.provider(user), Asked.name(user)).map(OperatorResource::ended));
    }

    @GET
    @Path("revocations")
    public CompletionStage<Response> revocations(@QueryParam("next") @DefaultValue("") String next, @QueryParam("limit") @DefaultValue("100") int limit) {
        return asked(gateway -> Future.succeededFuture(Shown.revocations(gateway.operations().revoked(), next, Math.clamp(limit, 1, MOST))));
    }

    /** Revokes, and ends a user's sessions; what is open ends in any case. */
    @PUT
    @Path("revocations")
    public CompletionStage<Response> revoke(@QueryParam("kind") @DefaultValue("") String kind, @QueryParam("value") @DefaultValue("") String value,
            @QueryParam("why") @DefaultValue("") String why, @QueryParam("for") @DefaultValue("P30D") String life) {
        return changed(gateway -> {
            Target target = Asked.target(kind, value);
            return gateway.operations().revoke(Asked.revocation(target, why, life))
                    .compose(done -> target.kind() == Target.Kind.USER ? gateway.operations().endSessionsOf(Asked.provider(target.value()), Asked.name(target.value())) : Future.succeededFuture(0))
                    .map(ended -> ended(ended).put("revoked", target.toString()));
        });
    }

    @DELETE
    @Path("revocations")
    public CompletionStage<Response> lift(@QueryParam("kind") @DefaultValue("") String kind, @QueryParam("value") @DefaultValue("") String value) {
        return changed(gateway -> gateway.operations().lift(Asked.target(kind, value)).map(lifted -> new JsonObject().put("lifted", lifted)));
    }

    private CompletionStage<Response> asked(Function<Gateway, Future<JsonObject>> action) {
        return new Desk(status, request).serve(Desk.Kind.LOOKS, action);
    }

    private CompletionStage<Response> changed(Function<Gateway, Future<JsonObject>> action) {
        return new Desk(status, request).serve(Desk.Kind.CHANGES, action);
    }

    private static JsonObject ended(int sessions) {
        return new JsonObject().put("ended", sessions);
    }
}
