package dev.postern.soak;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Streams that are open from the beginning to the end, to the upstream that is never away: none may be cut, none may lose or double a message. On the driver's event loop. */
final class HeldStreams {

    private static final int OF_EACH = 3;
    private static final long SILENT_BEATS = 240;

    private final Vertx vertx;
    private final Asker asker;
    private final Clients clients;
    private final Map<String, String> credential;
    private final List<Held> held = new ArrayList<>();
    private boolean ending;

    HeldStreams(Vertx vertx, Asker asker, Clients clients, Map<String, String> credential) {
        this.vertx = vertx;
        this.asker = asker;
        this.clients = clients;
        this.credential = credential;
    }

    /** Messages are numbered; the next to be heard is {@code next}. */
    private final class Held {
        final String name;
        private int next;
        private int silent;
        private boolean over;
        private Runnable end = () -> {};

        Held(String name) {
            this.name = name;
            held.add(this);
        }

        void heard(String text, String form) {
            silent = 0;
            for (String line : text.lines().filter(line -> !line.isEmpty()).toList()) {
                if (!line.equals(form + next++)) {
                    wrong("heard " + line + " as message " + (next - 1));
                }
            }
        }

        private void wrong(String how) {
            if (!over) {
                over = true;
                asker.ledger.wrong(Kind.STREAM, name + ": " + how);
            }
        }

        void over(String how) {
            if (!over) {
                over = true;
                if (ending) {
                    asker.ledger.right(Kind.STREAM);
                } else {
                    asker.ledger.unexplained(Kind.STREAM, name + ": " + how);
                }
            }
        }

        void beat() {
            if (!over && ++silent > SILENT_BEATS) {
                over("nothing heard for " + SILENT_BEATS / 2 + " s");
            }
        }
    }

    void open() {
        for (int i = 0; i < OF_EACH; i++) {
            webSocket();
            events(HttpVersion.HTTP_1_1, i);
            events(HttpVersion.HTTP_2, i);
        }
        vertx.setPeriodic(500, beat -> held.forEach(Held::beat));
    }

    private void webSocket() {
        Held stream = new Held("WebSocket");
        int number = asker.ledger.ask(Kind.STREAM);
        WebSocketConnectOptions to = new WebSocketConnectOptions().setURI("/held").addHeader("user-agent", Asker.agent(number));
        credential.forEach(to::addHeader);
        clients.sockets.connect(to).onFailure(failure -> stream.over(String.valueOf(failure))).onSuccess(socket -> {
            asker.ledger.saw(number, 101);
            follow(stream, socket);
        });
    }

    private void follow(Held stream, WebSocket socket) {
        int[] next = {0};
        long timer = vertx.setPeriodic(500, beat -> socket.writeTextMessage("number " + next[0]++));
        socket.textMessageHandler(text -> stream.heard(text, "number "));
        socket.closeHandler(closed -> {
            vertx.cancelTimer(timer);
            stream.over("closed with " + socket.closeStatusCode() + ' ' + socket.closeReason());
        });
        stream.end = socket::close;
    }

    private void events(HttpVersion version, int which) {
        Held stream = new Held("events over " + version);
        int number = asker.ledger.ask(Kind.STREAM);
        clients.of(version, which).request(HttpMethod.GET, "/events/" + number).compose(request -> {
            request.putHeader("user-agent", Asker.agent(number));
            credential.forEach(request::putHeader);
            stream.end = request::reset;
            return request.send();
        }).onFailure(failure -> stream.over(String.valueOf(failure))).onSuccess(response -> {
            asker.ledger.saw(number, response.statusCode());
            response.handler(piece -> stream.heard(piece.toString(), "data: "));
            response.endHandler(end -> stream.over("ended"));
            response.exceptionHandler(cut -> stream.over(String.valueOf(cut)));
        });
    }

    void end() {
        ending = true;
        held.forEach(stream -> stream.end.run());
    }
}
