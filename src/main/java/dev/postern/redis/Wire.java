package dev.postern.redis;

import dev.postern.config.SharedStateConfig.RedisConfig;
import dev.postern.config.SharedStateConfig.RedisTls;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.ErrorType;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * One connection to the server, and what waits for its answers. Answers come in the order of the questions, so the oldest question tells whether the
 * server still answers. Files are read when it is opened: a renewed certificate is used by the next one. Confined to one event loop.
 */
final class Wire {

    /** Questions that may wait for their answers. */
    static final int MAX_WAITING = 4_096;
    static final Duration CONNECT_WITHIN = Duration.ofSeconds(2);

    private final Redis client;
    private final Deque<Asked> waiting = new ArrayDeque<>();
    private RedisConnection connection;
    private long ticks;
    private boolean closed;

    private record Asked(Promise<Response> answer, long tick) {}

    /** @throws RuntimeException when a file of its TLS settings cannot be used */
    Wire(Vertx vertx, RedisConfig config) {
        this.client = Redis.createClient(vertx, options(config));
    }

    private static RedisOptions options(RedisConfig config) {
        NetClientOptions net = new NetClientOptions().setConnectTimeout((int) CONNECT_WITHIN.toMillis()).setTcpNoDelay(true).setTcpKeepAlive(true);
        config.tls().ifPresent(tls -> tls(net, tls));
        RedisOptions options = new RedisOptions().setNetClientOptions(net).setMaxPoolSize(1).setMaxPoolWaiting(1).setMaxWaitingHandlers(MAX_WAITING + 16)
                .setPoolCleanerInterval(-1).setPoolRecycleTimeout(-1).setMaxNestedArrays(8)
                .setConnectionString((config.tls().isPresent() ? "rediss://" : "redis://") + config.address().value()
                        + config.user().map(user -> "?user=" + user).orElse(""));
        config.password().ifPresent(password -> options.setPassword(password.reveal()));
        return options;
    }

    private static void tls(NetClientOptions net, RedisTls tls) {
        net.setSsl(true).setHostnameVerificationAlgorithm("HTTPS").setSslHandshakeTimeout(CONNECT_WITHIN.toSeconds());
        tls.trust().ifPresent(trust -> net.setTrustOptions(new PemTrustOptions().addCertPath(trust.value().toString())));
        tls.identity().ifPresent(pair -> net.setKeyCertOptions(
                new PemKeyCertOptions().setCertPath(pair.cert().value().toString()).setKeyPath(pair.key().value().toString())));
    }

    /** Connects and authenticates. {@code lost} is told, perhaps more than once, when the connection ends. */
    Future<Void> open(Consumer<String> lost) {
        return client.connect().map(opened -> {
            if (closed) {
                opened.close();
                throw new Unavailable("connected too late");
            }
            connection = opened;
            opened.endHandler(end -> lost.accept("the connection was closed"));
            opened.exceptionHandler(broken -> lost.accept(broken.getClass().getSimpleName()));
            return null;
        });
    }

    /** Runs a script; the server is told its text when it does not know it. */
    Future<Response> run(Script script, List<String> keys, List<?> arguments) {
        return send(request(Command.EVALSHA, script.sha(), keys, arguments)).recover(failed -> failed instanceof ErrorType error && error.is("NOSCRIPT")
                ? send(request(Command.EVAL, script.text(), keys, arguments))
                : Future.failedFuture(failed));
    }

    private static Request request(Command command, String script, List<String> keys, List<?> arguments) {
        Request request = Request.cmd(command).arg(script).arg(keys.size());
        keys.forEach(request::arg);
        for (Object argument : arguments) {
            switch (argument) {
                case byte[] bytes -> request.arg(bytes);
                case Number number -> request.arg(number.longValue());
                default -> request.arg(argument.toString());
            }
        }
        return request;
    }

    Future<Response> send(Request request) {
        if (closed || connection == null || waiting.size() >= MAX_WAITING) {
            return Future.failedFuture(new Unavailable(closed || connection == null ? "not connected" : "too many questions are waiting"));
        }
        Asked asked = new Asked(Promise.promise(), ticks);
        waiting.add(asked);
        connection.send(request).onComplete(done -> {
            waiting.remove(asked); // the first, as answers come in order
            if (done.succeeded()) {
                asked.answer.tryComplete(done.result());
            } else {
                asked.answer.tryFail(done.cause());
            }
        });
        return asked.answer.future();
    }

    /**
     * Counts time by its own beats, so that a pause of this process is not taken for one of the server.
     *
     * @return whether the oldest question has been waiting for more than {@code patience} of them
     */
    boolean tick(int patience) {
        ticks++;
        return !waiting.isEmpty() && ticks - waiting.peekFirst().tick > patience;
    }

    /** Whatever waits fails at once. Closed again, for what its own end makes fail, it does nothing: the client cannot be closed twice. */
    void close(String why) {
        if (closed) {
            return;
        }
        closed = true;
        client.close();
        while (!waiting.isEmpty()) {
            waiting.pollFirst().answer.tryFail(new Unavailable(why));
        }
    }
}
