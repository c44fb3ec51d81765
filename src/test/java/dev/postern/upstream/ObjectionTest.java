package dev.postern.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.postern.address.DnsNames;
import dev.postern.address.DnsServer;
import dev.postern.config.Cidr;
import dev.postern.exchange.Denial;
import dev.postern.exchange.Reason;
import dev.postern.trace.ExchangeTrace;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whether an exchange may stay where it is when the name server, or the configuration, says something else now. */
class ObjectionTest {

    private static final String NAME = "ledger.corp.test";

    private final Lab lab = new Lab();
    private volatile Instant now = Instant.now();
    private DnsServer dns;
    private int port;

    @BeforeEach
    void start() throws Exception {
        dns = new DnsServer(lab.vertx);
        lab.clock = () -> now;
        lab.names = Optional.of(new DnsNames(lab.vertx, dns.settings()));
        lab.allow = List.of(Cidr.parse("127.0.0.0/28"));
        lab.drain = Duration.ofMinutes(2);
        port = Lab.await(lab.vertx.createHttpServer(lab.mesh.secured(new HttpServerOptions())).requestHandler(request -> { }).listen(0, "127.0.0.1")).actualPort();
        dns.say(NAME, DnsServer.addresses(5, "127.0.0.1"));
    }

    @AfterEach
    void close() {
        lab.close();
    }

    /** An exchange that stays open. */
    private Dialled open(Forwarder forwarder) {
        Promise<Dialled> reached = Promise.promise();
        lab.onLoop(() -> forwarder.forward(lab.permit(), new ForwardRequest(Lab.facts("GET", MultiMap.caseInsensitiveMultiMap()), "/", new RequestBody.None(), List.of(),
                ForwardRequest.Credentials.OURS, name -> false, ExchangeTrace.NONE, Promise.<Void>promise().future(), tries -> reached.tryComplete(tries.getFirst()))));
        return Lab.await(reached.future());
    }

    private Optional<Reason> objection(Dialled to) {
        return lab.upstreams.objection("ledger", List.of(to), now).map(Denial::reason);
    }

    private void says(DnsServer.Says answer) {
        dns.say(NAME, answer);
        now = now.plusSeconds(6);
        int asked = dns.asked(NAME);
        for (int i = 0; i < 1_000 && dns.asked(NAME) == asked; i++) {
            lab.upstreams.sweep();
            pause();
        }
        pause();
    }

    private void pause() {
        Lab.await(Future.future(soon -> lab.vertx.setTimer(20, due -> soon.complete())));
    }

    private void settles(Optional<Reason> expected, Dialled to) {
        for (int i = 0; i < 500 && !objection(to).equals(expected); i++) {
            lab.upstreams.sweep();
            pause();
        }
        assertEquals(expected, objection(to));
    }

    @Test
    void anAddressTakenOutOfTheDnsIsDrained() {
        Dialled stream = open(lab.forwarder("https://" + NAME + ':' + port));
        assertEquals(Optional.empty(), objection(stream));
        says(DnsServer.addresses(600, "127.0.0.2"));
        for (int i = 0; i < 100; i++) { // the change may need a moment to arrive: no look before it counts
            objection(stream);
            pause();
        }
        now = now.plus(lab.drain).minusSeconds(1);
        assertEquals(Optional.empty(), objection(stream));
        now = now.plusSeconds(1);
        assertEquals(Optional.of(Reason.UPSTREAM_WITHDRAWN), objection(stream));
    }

    @Test
    void anAddressThatComesBackInTimeBeginsAnew() {
        Dialled stream = open(lab.forwarder("https://" + NAME + ':' + port));
        says(DnsServer.addresses(5, "127.0.0.2"));
        now = now.plusSeconds(1);
        assertEquals(Optional.empty(), objection(stream));
        now = now.plus(lab.drain).minusSeconds(10);
        says(DnsServer.addresses(5, "127.0.0.1"));
        settles(Optional.empty(), stream);
        now = now.plusSeconds(60);
        assertEquals(Optional.empty(), objection(stream));
    }

    /** A name server that is gone has taken no address away, however long it is gone. */
    @Test
    void whoCannotBeAskedTakesNothingAway() {
        Dialled stream = open(lab.forwarder("https://" + NAME + ':' + port));
        says(DnsServer.SERVFAIL);
        now = now.plus(Bounds.STALE_UNAVAILABLE).plusSeconds(1);
        for (int i = 0; i < 500 && !lab.upstreams.status().getFirst().endpoints().isEmpty(); i++) {
            lab.upstreams.sweep();
            pause();
        }
        assertEquals(List.of(), lab.upstreams.status().getFirst().endpoints(), "new requests have nowhere to go");
        objection(stream);
        now = now.plus(lab.drain).plusSeconds(1);
        assertEquals(Optional.empty(), objection(stream));
    }

    /** A changed upstream uses other addresses of the many, in the order of another answer. */
    @Test
    void anAddressThatIsNamedAndNotUsedMayStay() {
        lab.allow = List.of(Cidr.parse("127.0.0.0/24"));
        port = Lab.await(lab.vertx.createHttpServer(lab.mesh.secured(new HttpServerOptions())).requestHandler(request -> { }).listen(0, "0.0.0.0")).actualPort();
        Dialled stream = open(lab.forwarder("https://" + NAME + ':' + port));
        now = now.plusSeconds(6);
        dns.say(NAME, DnsServer.addresses(600, IntStream.iterate(2 * Bounds.ADDRESSES, i -> i > 0, i -> i - 1).mapToObj(i -> "127.0.0." + i).toArray(String[]::new)));
        lab.connections = 3;
        open(lab.forwarder("https://" + NAME + ':' + port));
        assertEquals(Bounds.ADDRESSES, lab.upstreams.status().getFirst().endpoints().size());
        objection(stream);
        now = now.plus(lab.drain).plusSeconds(1);
        assertEquals(Optional.empty(), objection(stream));
    }

    @Test
    void aReloadDoesNotGiveMoreTime() {
        String here = "https://127.0.0.1:" + port;
        Dialled stream = open(lab.forwarder(here));
        for (int reload = 0; reload < 5; reload++) {
            lab.forwarder("https://127.0.0.1:" + (1 + reload));
            assertEquals(Optional.empty(), objection(stream));
            now = now.plus(lab.drain.dividedBy(5));
        }
        assertEquals(Optional.of(Reason.UPSTREAM_WITHDRAWN), objection(stream));
        lab.forwarder(here, "https://127.0.0.1:9");
        assertEquals(Optional.empty(), objection(stream), "named again, beside another");
    }

    /** A name that a changed upstream has not looked up yet takes nothing away. */
    @Test
    void aChangedUpstreamLooksFirst() {
        Dialled stream = open(lab.forwarder("https://" + NAME + ':' + port));
        lab.connections = 3;
        lab.forwarder("https://" + NAME + ':' + port);
        objection(stream);
        now = now.plus(lab.drain).plusSeconds(1);
        assertEquals(Optional.empty(), objection(stream));
    }
}
