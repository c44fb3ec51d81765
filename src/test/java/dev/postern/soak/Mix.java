package dev.postern.soak;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.StreamResetException;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** One exchange of any kind, drawn by weight, with what must be answered to it. On the driver's event loop. */
final class Mix {

    private static final Duration TOKEN_AGE = Duration.ofHours(12);
    private static final int MESSAGES = 8;
    private static final int SESSIONS = 16;
    private static final int VISITORS = 8;
    private static final int UPLOAD_BYTES = 1 << 20;

    private final Vertx vertx;
    private final Asker asker;
    private final Clients clients;
    private final SplittableRandom random = new SplittableRandom(7);
    private final Map<String, String> tokens = new HashMap<>();
    private final List<Person> people;
    private final List<Person> visitors;
    private long admitted;
    private long limitedSince;
    private int drawn;

    Mix(Vertx vertx, Stage stage, Asker asker, Clients clients) {
        this.vertx = vertx;
        this.asker = asker;
        this.clients = clients;
        for (String user : List.of(Stage.STRANGER, Stage.LIMITED)) {
            tokens.put(user, stage.people.tokenFor(user, "soak", Optional.empty(), TOKEN_AGE));
        }
        Stage.USERS.forEach(user -> tokens.put(user, stage.people.tokenFor(user, "soak", Optional.empty(), TOKEN_AGE)));
        this.people = java.util.stream.IntStream.range(0, SESSIONS).mapToObj(i -> new Person(asker, clients.of(HttpVersion.HTTP_1_1, 1), stage.origin(), user(i))).toList();
        this.visitors = java.util.stream.IntStream.range(0, VISITORS).mapToObj(i -> new Person(asker, clients.of(HttpVersion.HTTP_1_1, 1), stage.origin(), user(i))).toList();
    }

    private static String user(int number) {
        return Stage.USERS.get(Math.floorMod(number, Stage.USERS.size()));
    }

    /** More requests than the limit may have let through since the first, its bucket being full again each time Redis went and came back. */
    Optional<String> tooManyAdmitted(long refills) {
        double seconds = (System.nanoTime() - limitedSince) / 1e9;
        double most = Stage.LIMIT_PER_MINUTE * (seconds / 60 + 1 + 2 * refills);
        return limitedSince != 0 && admitted > most ? Optional.of("the limit let " + admitted + " through in " + Math.round(seconds) + " s, which may be " + Math.round(most)) : Optional.empty();
    }

    Map<String, String> bearer(String user) {
        return Map.of("authorization", "Bearer " + tokens.get(user));
    }

    /** Until the gateway, which has just been started, gives its first good answer. */
    Future<Void> first() {
        int number = drawn++;
        return ask(Kind.GET_1, clients.of(HttpVersion.HTTP_1_1, number), HttpMethod.GET, "/get/" + number, bearer(user(number)), Buffer.buffer(), seen -> seen.status() == 200 || seen.status() / 100 == 5)
                .compose(seen -> seen.status() == 200 ? Future.succeededFuture() : first());
    }

    Future<?> one() {
        Kind kind = Kind.at(random.nextInt(Kind.WEIGHTS));
        int number = drawn++;
        return switch (kind) {
            case GET_1 -> plain(kind, HttpVersion.HTTP_1_1, number);
            case GET_2 -> plain(kind, HttpVersion.HTTP_2, number);
            case ECHO_1 -> echo(kind, clients.of(HttpVersion.HTTP_1_1, number), "/echo/" + number, number);
            case ECHO_2 -> echo(kind, clients.of(HttpVersion.HTTP_2, number), "/echo/" + number, number);
            case UPLOAD -> upload(number);
            case DOWNLOAD -> download(number);
            case CUT -> cut(number);
            case WEB_SOCKET -> webSocket(number);
            case REFUSED -> refused(number);
            case LIMITED -> limited(number);
            case PAIR -> touched(kind, "pair", number);
            case ALONE -> touched(kind, "alone", number);
            case SESSION -> someone(people, number, Person::come);
            case SIGN_IN -> someone(visitors, number, Person::inAndOut);
            case STREAM -> throw new IllegalStateException("streams are no part of the mix");
        };
    }

    /** Each does one thing at a time, as the jar of cookies wants it; when all are busy a plain request takes the place. */
    private Future<?> someone(List<Person> among, int number, BiFunction<Person, Integer, Future<Void>> what) {
        Optional<Person> idle = among.stream().filter(person -> !person.busy).findFirst();
        if (idle.isEmpty()) {
            return plain(Kind.GET_1, HttpVersion.HTTP_1_1, number);
        }
        Person person = idle.get();
        person.busy = true;
        return what.apply(person, number).onComplete(done -> person.busy = false);
    }

    private Future<Seen> ask(Kind kind, HttpClient client, HttpMethod method, String path, Map<String, String> headers, Buffer body, Predicate<Seen> right) {
        return asker.ask(client, new Asker.Question(kind, method, path, headers, body, right));
    }

    private Future<Seen> plain(Kind kind, HttpVersion version, int number) {
        return get(kind, "steady", clients.of(version, number), "/get/" + number, number);
    }

    private Future<Seen> get(Kind kind, String upstream, HttpClient client, String path, int number) {
        String said = Content.said(upstream, user(number), path);
        return ask(kind, client, HttpMethod.GET, path, bearer(user(number)), Buffer.buffer(), seen -> seen.status() == 200 && seen.body().toString().equals(said));
    }

    private Future<Seen> echo(Kind kind, HttpClient client, String path, int number) {
        Buffer body = Buffer.buffer(Content.of(number, 1 + random.nextInt(16 << 10)));
        return ask(kind, client, HttpMethod.POST, path, bearer(user(number)), body, seen -> seen.status() == 200 && seen.body().equals(body));
    }

    private Future<Seen> touched(Kind kind, String upstream, int number) {
        String path = '/' + upstream + '/' + number;
        return number % 3 == 0 ? echo(kind, clients.either(number), path, number) : get(kind, upstream, clients.either(number), path, number);
    }

    private Future<Seen> upload(int number) {
        byte[] body = Content.of(number, UPLOAD_BYTES + random.nextInt(Content.MAX - UPLOAD_BYTES));
        String sum = Content.hex(Content.sha256().digest(body));
        return ask(Kind.UPLOAD, clients.either(number), HttpMethod.POST, "/upload/" + number, bearer(user(number)), Buffer.buffer(body),
                seen -> seen.status() == 200 && seen.body().toString().equals(sum));
    }

    private Future<Seen> download(int number) {
        return ask(Kind.DOWNLOAD, clients.either(number), HttpMethod.GET, "/download/" + number, bearer(user(number)), Buffer.buffer(),
                seen -> seen.status() == 200 && java.util.Arrays.equals(seen.body().getBytes(), Content.of(number, Upstream.DOWNLOAD_BYTES)));
    }

    private Future<Seen> refused(int number) {
        String path = "/get/" + number;
        return switch (number % 4) {
            case 0 -> ask(Kind.REFUSED, clients.either(number), HttpMethod.GET, path, Map.of("accept", "application/json"), Buffer.buffer(), seen -> refused(seen, 401, "identity.sign-in-required"));
            case 1 -> ask(Kind.REFUSED, clients.either(number), HttpMethod.GET, path, Map.of("accept", "application/json", "authorization", bearer(user(number)).get("authorization") + 'x'),
                    Buffer.buffer(), seen -> refused(seen, 401, "identity.token-invalid"));
            case 2 -> ask(Kind.REFUSED, clients.either(number), HttpMethod.GET, path, bearer(Stage.STRANGER), Buffer.buffer(), seen -> refused(seen, 404, "route.not-found"));
            default -> ask(Kind.REFUSED, clients.either(number), HttpMethod.DELETE, path, bearer(user(number)), Buffer.buffer(), seen -> refused(seen, 403, "policy.denied"));
        };
    }

    private static boolean refused(Seen seen, int status, String reason) {
        return seen.status() == status && seen.reason().equals(reason);
    }

    private Future<Seen> limited(int number) {
        limitedSince = limitedSince == 0 ? System.nanoTime() : limitedSince;
        String path = "/limited/" + number;
        String said = Content.said("steady", Stage.LIMITED, path);
        return ask(Kind.LIMITED, clients.either(number), HttpMethod.GET, path, bearer(Stage.LIMITED), Buffer.buffer(),
                seen -> seen.status() == 200 && seen.body().toString().equals(said) || refused(seen, 429, "limit.rate"))
                .onSuccess(seen -> admitted += seen.status() == 200 ? 1 : 0);
    }

    /** Begins an upload and goes away. It must be on record; what is recorded is not for the client to say. */
    private Future<Void> cut(int number) {
        int exchange = asker.ledger.ask(Kind.CUT);
        Promise<Void> gone = Promise.promise();
        clients.either(number).request(new RequestOptions().setMethod(HttpMethod.POST).setURI("/upload/" + number)).onFailure(failure -> {
            asker.ledger.unexplained(Kind.CUT, String.valueOf(failure));
            gone.complete();
        }).onSuccess(request -> {
            request.putHeader("user-agent", Asker.agent(exchange)).putHeader("content-length", String.valueOf(UPLOAD_BYTES));
            bearer(user(number)).forEach(request::putHeader);
            request.response().onComplete(over -> {
                if (over.succeeded()) {
                    asker.ledger.unexplained(Kind.CUT, "answered " + over.result().statusCode());
                } else {
                    asker.ledger.right(Kind.CUT);
                }
                gone.complete();
            });
            request.write(Buffer.buffer(Content.of(number, UPLOAD_BYTES / 2)));
            vertx.setTimer(100, later -> request.reset(8, new StreamResetException(8)));
        });
        return gone.future();
    }

    private Future<Void> webSocket(int number) {
        int exchange = asker.ledger.ask(Kind.WEB_SOCKET);
        WebSocketConnectOptions to = new WebSocketConnectOptions().setURI("/talk/" + number).setTimeout(Asker.PATIENCE_MILLIS);
        bearer(user(number)).forEach(to::addHeader);
        to.addHeader("user-agent", Asker.agent(exchange));
        return clients.sockets.connect(to).compose(socket -> {
            asker.ledger.saw(exchange, 101);
            return talk(socket, number);
        }).transform(over -> {
            if (over.succeeded()) {
                asker.ledger.right(Kind.WEB_SOCKET);
            } else if (over.cause() instanceof UpgradeRejectedException rejected) {
                asker.ledger.saw(exchange, rejected.getStatus());
                asker.ledger.unexplained(Kind.WEB_SOCKET, rejected.getStatus() + " " + rejected.getBody());
            } else if (over.cause() instanceof WrongEcho) {
                asker.ledger.wrong(Kind.WEB_SOCKET, over.cause().getMessage());
            } else {
                asker.ledger.unexplained(Kind.WEB_SOCKET, String.valueOf(over.cause()));
            }
            return Future.succeededFuture();
        });
    }

    private static final class WrongEcho extends RuntimeException {
        private static final long serialVersionUID = 1;

        WrongEcho(String message) {
            super(message);
        }
    }

    /** Text and octets in turn; each must come back before the next is sent. */
    private static Future<Void> talk(WebSocket socket, int number) {
        Promise<Void> over = Promise.promise();
        int[] said = {0};
        socket.textMessageHandler(text -> heard(socket, over, number, said, Buffer.buffer(text)));
        socket.binaryMessageHandler(octets -> heard(socket, over, number, said, octets));
        socket.closeHandler(closed -> over.tryFail("closed with " + socket.closeStatusCode() + " after " + said[0] + " messages"));
        socket.exceptionHandler(over::tryFail);
        say(socket, number, 0);
        return over.future();
    }

    private static Buffer message(int number, int which) {
        return which % 2 == 0 ? Buffer.buffer("message " + which + " of " + number) : Buffer.buffer(Content.of(number + which, 1 + Math.floorMod(number * 97, 20_000)));
    }

    private static void say(WebSocket socket, int number, int which) {
        if (which % 2 == 0) {
            socket.writeTextMessage(message(number, which).toString());
        } else {
            socket.writeBinaryMessage(message(number, which));
        }
    }

    private static void heard(WebSocket socket, Promise<Void> over, int number, int[] said, Buffer what) {
        if (!what.equals(message(number, said[0]))) {
            over.tryFail(new WrongEcho("message " + said[0] + " came back as " + what.length() + " octets"));
        } else if (++said[0] < MESSAGES) {
            say(socket, number, said[0]);
        } else {
            over.tryComplete();
            socket.close();
        }
    }
}
