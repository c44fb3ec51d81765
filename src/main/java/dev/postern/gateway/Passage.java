package dev.postern.gateway;

import dev.postern.edge.Answers;
import dev.postern.edge.Downstream;
import dev.postern.edge.ResponseHead;
import dev.postern.exchange.Headers;
import dev.postern.exchange.RequestFacts;
import dev.postern.inspect.InspectedBody;
import dev.postern.inspect.InspectedHead;
import dev.postern.inspect.Message;
import dev.postern.limit.Admission;
import dev.postern.limit.Lease;
import dev.postern.limit.RateLimitHeaders;
import dev.postern.loop.Ready;
import dev.postern.route.Cors;
import dev.postern.route.RouteActions;
import dev.postern.upstream.ForwardRequest;
import dev.postern.upstream.ForwardedResponse;
import dev.postern.upstream.RequestBody;
import dev.postern.upstream.Tunnel;
import dev.postern.upstream.Upgraded;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BiConsumer;

/** Hops 6 to 9 for a permitted exchange: the request's content is inspected and forwarded, the answer's content is inspected and answered. */
final class Passage {

    /** How long the head of an answer waits for the first verdict on its content. */
    private static final Duration SILENCE = Duration.ofSeconds(1);

    private final Answers answers;
    private final Recorder recorder;

    Passage(Answers answers, Recorder recorder) {
        this.answers = answers;
        this.recorder = recorder;
    }

    /** Answered by the gateway itself. */
    Future<Void> redirect(Exchange exchange) {
        RouteActions actions = exchange.plan().actions();
        var redirect = actions.redirect().orElseThrow();
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        actions.responseHeaders().apply(headers);
        actions.cors().ifPresent(cors -> cors.apply(exchange.facts, headers));
        ours(exchange, headers::add);
        return answers.redirect(exchange.downstream, new dev.postern.edge.Redirect(redirect.status(), redirect.location(exchange.facts), headers));
    }

    Future<Void> preflight(Exchange exchange) {
        Cors.Preflight answer = exchange.plan().actions().cors().orElseThrow().preflight(exchange.facts);
        ResponseHead head = ResponseHead.of(answer.status());
        answer.headers().forEach(head.headers()::set);
        return answers.send(exchange.downstream, head, Buffer.buffer());
    }

    Future<Void> forward(Exchange exchange) {
        boolean upgrade = Upgrades.wanted(exchange);
        if (upgrade) {
            Upgrades.require(exchange);
        }
        Future<Passing> passing = Ready.then(exchange.examined().begin(request(exchange)), head -> body(exchange, head));
        if (upgrade) {
            return Ready.then(passing, ready -> Upgrades.ask(exchange, ready.facts(), ready.body())).compose(outcome -> switch (outcome) {
                case Upgraded.Switched switched -> tunnel(exchange, switched.tunnel());
                case Upgraded.Answered answered -> answer(exchange, answered.response());
            });
        }
        return Ready.then(passing, ready -> exchange.snapshot.forwarder().forward(exchange.permit(), Outgoing.of(exchange, ready.facts(), ready.body())))
                .compose(response -> answer(exchange, response));
    }

    /**
     * A request that has passed its inspectors as far as it had to before anything is sent.
     *
     * @param facts with the headers that are true of what is sent
     */
    private record Passing(RequestFacts facts, RequestBody body) {}

    private static Message request(Exchange exchange) {
        Downstream downstream = exchange.downstream;
        return Message.request(exchange.facts, downstream.hasBody() ? Message.Content.POSSIBLE : Message.Content.NONE, downstream.target());
    }

    private static Future<Void> tunnel(Exchange exchange, Tunnel tunnel) {
        exchange.switched(tunnel);
        if (exchange.isWithdrawn()) {
            tunnel.withdraw(Ending.closing(exchange.denial().orElseThrow()));
        }
        return tunnel.ended().onSuccess(ended -> ended.refused().ifPresent(exchange::denied)).mapEmpty();
    }

    /** Hop 6: the request's body as the upstream will get it. */
    private Future<Passing> body(Exchange exchange, InspectedHead head) {
        RequestFacts facts = exchange.facts.with(exchange.facts.headers().amended(head.amended()));
        Downstream downstream = exchange.downstream;
        boolean none = !downstream.hasBody();
        OptionalLong length = downstream.declaredLength();
        return switch (head) {
            case InspectedHead.Clear clear when none -> Future.succeededFuture(new Passing(facts, new RequestBody.None()));
            case InspectedHead.Clear clear -> Future.succeededFuture(new Passing(facts, sized(downstream.body(exchange.plan().bodyBytes()), length)));
            case InspectedHead.Watched watched -> inspected(exchange, facts, watched, none ? OptionalLong.of(0) : length);
        };
    }

    private static Future<Passing> inspected(Exchange exchange, RequestFacts facts, InspectedHead.Watched watched, OptionalLong length) {
        boolean fixed = !watched.mayChange();
        boolean holds = watched.holds();
        InspectedBody body = watched.over(source(exchange, watched));
        exchange.downstream.closed().onComplete(over -> body.close());
        boolean none = length.isPresent() && length.getAsLong() == 0;
        return (none ? body.begun() : body.ready()).map(ready -> { // without a body, the head is all there is: it does not leave before the last verdict
            OptionalLong known = body.knownLength().map(OptionalLong::of).orElse(fixed ? length : OptionalLong.empty());
            boolean asItCame = fixed || (holds || none) && !body.changed();
            RequestFacts told = asItCame ? facts : facts.with(facts.headers().without(Validators.DIGESTS));
            return new Passing(told, known.isPresent() && known.getAsLong() == 0 ? new RequestBody.None() : sized(body, known));
        });
    }

    /** A body past its bound is refused before anybody has taken it: the inspectors that wait for it are told. */
    private static ReadStream<Buffer> source(Exchange exchange, InspectedHead.Watched watched) {
        try {
            return exchange.downstream.body(exchange.plan().bodyBytes());
        } catch (RuntimeException tooLarge) {
            watched.close();
            throw tooLarge;
        }
    }

    private static RequestBody sized(ReadStream<Buffer> stream, OptionalLong length) {
        return length.isPresent() ? new RequestBody.Sized(stream, length.getAsLong()) : new RequestBody.Streamed(stream);
    }

    /** Hops 8 and 9: the answer is inspected and passed on. */
    private Future<Void> answer(Exchange exchange, ForwardedResponse response) {
        exchange.answeredBy(response.endpoint(), recorder.now());
        Message message = Message.response(exchange.facts, response.status(), Headers.of(response.headers()));
        return Ready.then(exchange.examined().begin(message), head -> {
            head.amended().forEach(response.headers()::set);
            return switch (head) {
                case InspectedHead.Clear clear -> respond(exchange, response, response.body(), List.of());
                case InspectedHead.Watched watched -> inspected(exchange, response, watched);
            };
        });
    }

    private Future<Void> inspected(Exchange exchange, ForwardedResponse response, InspectedHead.Watched watched) {
        boolean mayChange = watched.mayChange();
        boolean holds = watched.holds();
        InspectedBody body = watched.over(response.body());
        exchange.downstream.closed().onComplete(over -> body.close());
        return begun(exchange, body).compose(begun -> {
            boolean asItCame = holds && !body.changed() && hasContent(exchange, response); // of what has no content nobody knows what it would have become
            if (mayChange && !asItCame) {
                Validators.OF_ANSWER.forEach(response.headers()::remove);
                body.knownLength().filter(length -> hasContent(exchange, response)).ifPresent(length -> response.headers().set("content-length", Long.toString(length)));
            }
            return respond(exchange, response, body, mayChange && !asItCame ? Validators.DIGESTS : List.of());
        });
    }

    /** A refusal of what comes first is still an answer; an answer that begins with silence, as events do, is begun all the same. */
    private static Future<Void> begun(Exchange exchange, InspectedBody body) {
        if (body.begun().isComplete()) {
            return body.begun();
        }
        Promise<Void> begun = Promise.promise();
        Vertx vertx = exchange.downstream.context().owner();
        long silence = vertx.setTimer(SILENCE.toMillis(), late -> body.ready().onSuccess(begun::tryComplete));
        body.begun().onComplete(done -> vertx.cancelTimer(silence)).onSuccess(begun::tryComplete).onFailure(begun::tryFail);
        return begun.future();
    }

    /** RFC 9110 §6.4.1: these answers have a length to speak of and no content. */
    private static boolean hasContent(Exchange exchange, ForwardedResponse response) {
        return !exchange.facts.method().equals("HEAD") && response.status() != 204 && response.status() != 304;
    }

    /** @param untrue names of trailers that do not hold of this body */
    private static Future<Void> respond(Exchange exchange, ForwardedResponse response, ReadStream<Buffer> body, List<String> untrue) {
        MultiMap headers = response.headers();
        exchange.plan().actions().cors().ifPresent(cors -> cors.apply(exchange.facts, headers));
        ours(exchange, headers::add);
        return exchange.downstream.respond(new ResponseHead(response.status(), headers), body,
                () -> response.whole().succeeded() ? trailers(exchange, response.whole().result(), untrue) : MultiMap.caseInsensitiveMultiMap());
    }

    private static MultiMap trailers(Exchange exchange, MultiMap trailers, List<String> untrue) {
        untrue.forEach(trailers::remove);
        if (!trailers.isEmpty()) {
            exchange.examined().unfitTrailers(Headers.of(trailers)).forEach(trailers::remove);
        }
        return trailers;
    }

    /** What the gateway adds to every answer of a permitted exchange: the renewed session cookie, the state of its limits. */
    private static void ours(Exchange exchange, BiConsumer<String, String> add) {
        exchange.identification().setCookie().ifPresent(cookie -> add.accept("set-cookie", cookie.reveal()));
        if (!exchange.quotas().isEmpty()) {
            RateLimitHeaders.write(new Admission.Admitted(Lease.NONE, exchange.quotas()), add);
        }
    }
}
