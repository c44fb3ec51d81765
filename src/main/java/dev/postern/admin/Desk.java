package dev.postern.admin;

import dev.postern.config.Secret;
import dev.postern.gateway.Gateway;
import dev.postern.gateway.Operations;
import dev.postern.gateway.Operator;
import dev.postern.limit.AddressBudgets;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.core.Response;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jboss.logging.Logger;

/** Where every request of an operator passes: who it is, whether it can be recorded, what came of it, and the record. */
final class Desk {

    static final String OPERATOR = "operator";

    private static final Logger LOG = Logger.getLogger(Desk.class);
    private static final String BEARER = "Bearer ";

    /** What is changed must be on record; looking may go on while nothing can be recorded. */
    enum Kind { LOOKS, CHANGES }

    private final GatewayStatus status;
    private final HttpServerRequest request;

    Desk(GatewayStatus status, HttpServerRequest request) {
        this.status = status;
        this.request = request;
    }

    CompletionStage<Response> serve(Kind kind, Function<Gateway, Future<JsonObject>> action) {
        Optional<Gateway> running = status.gateway();
        if (running.filter(Gateway::hasOperators).isEmpty()) {
            Response none = problem(404, "no credentials are configured for the admin API (listen.admin.token, listen.admin.client-certificates)");
            return Future.succeededFuture(running.map(gateway -> recorded(gateway, new Operator.Nobody(""), none)).orElse(none)).toCompletionStage();
        }
        Gateway gateway = running.get();
        return gateway.operator(Optional.empty(), chain()).compose(certified -> switch (certified) {
            case Operator.Known known -> admitted(gateway, known, kind, action);
            case Operator.Nobody _ -> byToken(gateway, kind, action);
        }).toCompletionStage();
    }

    /** A token can be guessed, which a certificate cannot: it is paid for, and given back when it was right. */
    private Future<Response> byToken(Gateway gateway, Kind kind, Function<Gateway, Future<JsonObject>> action) {
        AddressBudgets.Spent attempt = gateway.attempt(address());
        if (!attempt.had()) {
            return Future.succeededFuture(recorded(gateway, new Operator.Nobody(""), tooMany(attempt.until())));
        }
        return gateway.operator(token(), chain()).compose(operator -> switch (operator) {
            case Operator.Known known -> {
                attempt.giveBack();
                yield admitted(gateway, known, kind, action);
            }
            case Operator.Nobody nobody -> Future.succeededFuture(recorded(gateway, nobody, problem(401, "the token or the certificate is missing or wrong")));
        });
    }

    private Future<Response> admitted(Gateway gateway, Operator operator, Kind kind, Function<Gateway, Future<JsonObject>> action) {
        return answer(gateway, kind, action).map(response -> recorded(gateway, operator, response));
    }

    private Future<Response> answer(Gateway gateway, Kind kind, Function<Gateway, Future<JsonObject>> action) {
        if (kind == Kind.CHANGES && !gateway.operations().recordable()) {
            return Future.succeededFuture(problem(503, "it cannot be recorded, so it is not done"));
        }
        return Future.succeededFuture(gateway).compose(action)
                .map(content -> Response.ok(content.encode(), "application/json").header("Cache-Control", "no-store").build())
                .recover(failure -> Future.succeededFuture(failed(failure)));
    }

    private static Response failed(Throwable failure) {
        if (failure instanceof IllegalArgumentException wrong) {
            return problem(400, wrong.getMessage());
        }
        LOG.warnf("event=operator-failed cause=\"%s\"", failure.getMessage());
        return problem(503, "the store could not do it; try again");
    }

    private Optional<Secret> token() {
        return Optional.ofNullable(request.getHeader("authorization"))
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()) && header.length() > BEARER.length())
                .map(header -> new Secret(header.substring(BEARER.length())));
    }

    /** What the client showed in the handshake; nothing over plain HTTP. */
    private List<X509Certificate> chain() {
        if (request.sslSession() == null) {
            return List.of();
        }
        try {
            return Stream.of(request.sslSession().getPeerCertificates()).map(X509Certificate.class::cast).toList();
        } catch (SSLPeerUnverifiedException none) {
            return List.of();
        }
    }

    private static Response problem(int status, String detail) {
        JsonObject problem = new JsonObject().put("type", "about:blank").put("status", status).put("title", Response.Status.fromStatusCode(status).getReasonPhrase())
                .put("detail", detail);
        Response.ResponseBuilder answer = Response.status(status).entity(problem.encode()).type("application/problem+json").header("Cache-Control", "no-store");
        return (status == 401 ? answer.header("WWW-Authenticate", "Bearer realm=\"postern-admin\"") : answer).build();
    }

    /** What was shown is not even looked at, so that it cannot be guessed. */
    private static Response tooMany(Duration until) {
        long seconds = Math.max(1, until.plusMillis(999).toSeconds());
        return Response.fromResponse(problem(429, "too many wrong credentials from this address")).header("Retry-After", seconds).build();
    }

    private Response recorded(Gateway gateway, Operator who, Response response) {
        gateway.operations().record(new Operations.Action(who, address(), request.method().name(), request.uri(), response.getStatus()));
        return response;
    }

    private InetAddress address() {
        return InetAddress.ofLiteral(request.remoteAddress().hostAddress());
    }
}
