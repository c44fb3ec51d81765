package dev.postern.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.address.DnsNames;
import dev.postern.address.DnsServer;
import dev.postern.config.Cidr;
import dev.postern.exchange.Reason;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Endpoints behind a name: a real name server whose answers change, real apps on several addresses of this machine. */
class DiscoveryTest {

    private static final String NAME = "ledger.corp.test";

    private final Lab lab = new Lab();
    private volatile Instant now = Instant.now();
    private DnsServer dns;

    @BeforeEach
    void start() throws Exception {
        dns = new DnsServer(lab.vertx);
        lab.clock = () -> now;
        lab.names = Optional.of(new DnsNames(lab.vertx, dns.settings()));
        lab.allow = List.of(Cidr.parse("127.0.0.0/28"));
    }

    @AfterEach
    void close() {
        lab.close();
    }

    /** The same app on each of these addresses, on one port; it answers with the address. */
    private int apps(String... addresses) {
        int port = 0;
        for (String address : addresses) {
            port = Lab.await(lab.vertx.createHttpServer(lab.mesh.secured(new HttpServerOptions())).requestHandler(request -> request.response().end(address))
                    .listen(port, address)).actualPort();
        }
        return port;
    }

    private Map<String, Integer> spread(Forwarder forwarder, int requests) {
        Map<String, Integer> seen = new TreeMap<>();
        IntStream.range(0, requests).forEach(i -> seen.merge(lab.whole(forwarder, Lab.get("/")).text(), 1, Integer::sum));
        return seen;
    }

    private List<String> addresses() {
        return lab.upstreams.status().getFirst().endpoints().stream().map(UpstreamStatus.EndpointStatus::address).toList();
    }

    /** Lets the sweep take up what is due, as the gateway does each second. */
    private void sweepUntil(List<String> expected) {
        Instant until = Instant.now().plusSeconds(20);
        while (!addresses().equals(expected) && Instant.now().isBefore(until)) {
            lab.upstreams.sweep();
            Promise<Void> soon = Promise.promise();
            lab.vertx.setTimer(20, due -> soon.complete());
            Lab.await(soon.future());
        }
        assertEquals(expected, addresses());
    }

    @Test
    void allAddressesShareTheRequests() {
        int port = apps("127.0.0.1", "127.0.0.2", "127.0.0.3");
        dns.say(NAME, DnsServer.addresses(60, "127.0.0.1", "127.0.0.2", "127.0.0.3"));
        assertEquals(Map.of("127.0.0.1", 4, "127.0.0.2", 4, "127.0.0.3", 4), spread(lab.forwarder("https://" + NAME + ':' + port), 12));
        assertEquals(1, dns.asked(NAME));
    }

    @Test
    void changedAddressesAreTakenUpAndTheOldOnesDrained() {
        Promise<Void> go = Promise.promise();
        Promise<Void> arrived = Promise.promise();
        int port = Lab.await(lab.vertx.createHttpServer(lab.mesh.secured(new HttpServerOptions())).requestHandler(request -> {
            arrived.tryComplete();
            go.future().onSuccess(v -> request.response().end("old"));
        }).listen(0, "127.0.0.1")).actualPort();
        Lab.await(lab.vertx.createHttpServer(lab.mesh.secured(new HttpServerOptions())).requestHandler(request -> request.response().end("new")).listen(port, "127.0.0.2"));
        dns.say(NAME, DnsServer.addresses(5, "127.0.0.1"));
        Forwarder forwarder = lab.forwarder("https://" + NAME + ':' + port);
        Future<Lab.Answer> underWay = lab.answer(forwarder, Lab.get("/"));
        Lab.await(arrived.future());
        dns.say(NAME, DnsServer.addresses(5, "127.0.0.2"));
        now = now.plusSeconds(6);
        sweepUntil(List.of("127.0.0.2"));
        assertEquals(Map.of("new", 5), spread(forwarder, 5));
        go.complete();
        assertEquals("old", Lab.await(underWay).text());
    }

    /** Back and forth between two addresses: whoever is not named any more is soon left alone, and can be switched off. */
    @Test
    void answersThatChangeUnderLoadFailNoRequest() throws Exception {
        Map<String, AtomicInteger> busy = Map.of("127.0.0.1", new AtomicInteger(), "127.0.0.2", new AtomicInteger());
        int port = server(busy.get("127.0.0.1"), 0, "127.0.0.1").actualPort();
        HttpServer other = server(busy.get("127.0.0.2"), port, "127.0.0.2");
        dns.say(NAME, DnsServer.addresses(5, "127.0.0.1"));
        SteadyRequests load = new SteadyRequests(lab, lab.forwarder("https://" + NAME + ':' + port), 16).start();
        load.more(200);
        for (int turn = 0; turn < 4; turn++) {
            String next = turn % 2 == 0 ? "127.0.0.2" : "127.0.0.1";
            String last = turn % 2 == 0 ? "127.0.0.1" : "127.0.0.2";
            dns.say(NAME, DnsServer.addresses(5, next));
            now = now.plusSeconds(6);
            sweepUntil(List.of(next));
            load.more(100); // who had chosen the old address before has been there by now
            load.until("the old address to have nothing to do", () -> busy.get(last).get() == 0);
            if (turn == 3) {
                Lab.await(other.close());
            }
            int before = load.answeredBy(label(last, port));
            load.more(200);
            assertEquals(before, load.answeredBy(label(last, port)), "nothing new goes to it");
        }
        load.stop();
        assertEquals(List.of(), load.failures());
        assertEquals(List.of(), load.wrong());
        System.out.printf("4 changes of the DNS under load: %d requests, none failed, %s%n", load.asked(), load.byEndpoint());
    }

    private static String label(String address, int port) {
        return "https://" + NAME + ':' + port + " (" + address + ')';
    }

    /** Says the path and the body after a moment, and counts what it is busy with. */
    private HttpServer server(AtomicInteger busy, int port, String address) {
        return Lab.await(lab.vertx.createHttpServer(lab.mesh.secured(new HttpServerOptions())).requestHandler(request -> {
            busy.incrementAndGet();
            request.body().onSuccess(body -> lab.vertx.setTimer(5, due -> {
                busy.decrementAndGet();
                request.response().end(request.path() + body);
            }));
        }).listen(port, address));
    }

    @Test
    void aNameThatCannotBeLookedUpKeepsItsAddressesForATime() {
        int port = apps("127.0.0.1");
        dns.say(NAME, DnsServer.addresses(5, "127.0.0.1"));
        Forwarder forwarder = lab.forwarder("https://" + NAME + ':' + port);
        assertEquals(1, spread(forwarder, 1).size());
        dns.say(NAME, DnsServer.SERVFAIL);
        now = now.plus(Bounds.STALE_UNAVAILABLE).minusSeconds(60);
        lab.upstreams.sweep();
        assertEquals(Map.of("127.0.0.1", 3), spread(forwarder, 3));
        now = now.plusSeconds(120);
        sweepUntil(List.of());
        assertEquals(Reason.UPSTREAM_UNREACHABLE, lab.refusal(forwarder, Lab.get("/")));
        dns.say(NAME, DnsServer.addresses(5, "127.0.0.1"));
        now = now.plusSeconds(5);
        assertEquals(Map.of("127.0.0.1", 1), spread(forwarder, 1));
    }

    @Test
    void aNameThatIsTakenAwayIsForgottenSooner() {
        int port = apps("127.0.0.1");
        dns.say(NAME, DnsServer.addresses(5, "127.0.0.1"));
        Forwarder forwarder = lab.forwarder("https://" + NAME + ':' + port);
        spread(forwarder, 1);
        dns.say(NAME, DnsServer.NXDOMAIN);
        now = now.plus(Bounds.STALE_REMOVED).plus(Duration.ofSeconds(1));
        sweepUntil(List.of());
        assertEquals(Reason.UPSTREAM_UNREACHABLE, lab.refusal(forwarder, Lab.get("/")));
    }

    @Test
    void namesThatLeadNowhereAreRefusedAtOnce() {
        dns.say("silent.corp.test", DnsServer.SILENCE).say("broken.corp.test", DnsServer.SERVFAIL);
        for (String host : List.of("missing.corp.test", "silent.corp.test", "broken.corp.test")) {
            assertEquals(Reason.UPSTREAM_UNREACHABLE, lab.refusal(lab.forwarder("https://" + host + ":8443"), Lab.get("/")), host);
        }
    }

    @Test
    void aDeadNameDoesNotHoldUpALivingOne() {
        int port = apps("127.0.0.1");
        dns.say(NAME, DnsServer.addresses(60, "127.0.0.1")).say("silent.corp.test", DnsServer.SILENCE);
        assertEquals(Map.of("127.0.0.1", 20), spread(lab.forwarder("https://silent.corp.test:" + port, "https://" + NAME + ':' + port), 20));
    }

    @Test
    void aNameThatSoonLeadsNowhereIsNoReasonToGiveUpTheOther() {
        int port = apps("127.0.0.1");
        dns.say("broken.corp.test", DnsServer.SERVFAIL).say(NAME, DnsServer.late(DnsServer.addresses(60, "127.0.0.1"), 400));
        assertEquals(Map.of("127.0.0.1", 3), spread(lab.forwarder("https://broken.corp.test:" + port, "https://missing.corp.test:" + port, "https://" + NAME + ':' + port), 3));
    }

    /** The answer turned round: whoever is in use comes last in it and stays; who is missing gives way to one other. */
    @Test
    void whoIsInUseStaysHoweverTheAnswerIsOrdered() {
        lab.allow = List.of(Cidr.parse("127.0.0.0/24"));
        List<String> all = IntStream.rangeClosed(1, 2 * Bounds.ADDRESSES).mapToObj(i -> "127.0.0." + i).toList();
        List<String> first = all.subList(0, Bounds.ADDRESSES);
        int port = apps(first.toArray(String[]::new));
        dns.say(NAME, DnsServer.addresses(5, all.toArray(String[]::new)));
        Forwarder forwarder = lab.forwarder("https://" + NAME + ':' + port);
        spread(forwarder, 1);
        assertEquals(first, addresses());
        dns.say(NAME, DnsServer.addresses(5, all.reversed().stream().limit(all.size() - 1).toArray(String[]::new)));
        now = now.plusSeconds(6);
        sweepUntil(Stream.concat(first.stream().skip(1), Stream.of(all.getLast())).toList());
    }

    /** Nothing listens for it to find out: the guard is asked before anybody is dialled. */
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.99", "169.254.169.254", "169.254.1.1", "0.0.0.0", "224.0.0.1", "100.100.100.200", "168.63.129.16"})
    void noAnswerLeadsWhereNobodyMayGo(String address) {
        AtomicInteger connections = new AtomicInteger();
        int port = Lab.await(lab.vertx.createNetServer().connectHandler(socket -> connections.incrementAndGet()).listen(0, "0.0.0.0")).actualPort();
        dns.say(NAME, DnsServer.addresses(60, address));
        assertEquals(Reason.UPSTREAM_UNREACHABLE, lab.refusal(lab.forwarder("https://" + NAME + ':' + port), Lab.get("/")));
        assertEquals(0, connections.get());
        assertEquals(List.of(), addresses());
    }

    @Test
    void oneBadAddressAmongGoodOnesIsNeverDialled() {
        int port = apps("127.0.0.1", "127.0.0.99");
        dns.say(NAME, DnsServer.addresses(60, "127.0.0.1", "127.0.0.99"));
        assertEquals(Map.of("127.0.0.1", 6), spread(lab.forwarder("https://" + NAME + ':' + port), 6));
    }

    @Test
    void anAddressInsideAnotherIsNeverDialled() {
        int port = apps("127.0.0.99");
        dns.say(NAME, DnsServer.wide(60, HexFormat.of().parseHex("00000000000000000000ffff7f000063")));
        assertEquals(Reason.UPSTREAM_UNREACHABLE, lab.refusal(lab.forwarder("https://" + NAME + ':' + port), Lab.get("/")));
    }

    /** The second answer would be loopback: it is not dialled, and what was permitted before goes on. */
    @Test
    void rebindingChangesNothing() {
        int port = apps("127.0.0.1", "127.0.0.99");
        dns.say(NAME, DnsServer.addresses(5, "127.0.0.1"));
        Forwarder forwarder = lab.forwarder("https://" + NAME + ':' + port);
        spread(forwarder, 1);
        dns.say(NAME, DnsServer.addresses(5, "127.0.0.99"));
        now = now.plusSeconds(10);
        int before = dns.asked(NAME);
        lab.upstreams.sweep();
        assertEquals(Map.of("127.0.0.1", 5), spread(forwarder, 5));
        assertTrue(dns.asked(NAME) > before);
    }

    @Test
    void aStrangerAtAnAddressOfTheNameIsNotTrusted() {
        int port = apps("127.0.0.1");
        Lab.await(lab.vertx.createHttpServer(lab.mesh.secured(new HttpServerOptions(), lab.mesh.authority.svid(Mesh.OTHER)))
                .requestHandler(request -> request.response().end("stranger")).exceptionHandler(refused -> { }).listen(port, "127.0.0.2"));
        dns.say(NAME, DnsServer.addresses(60, "127.0.0.1", "127.0.0.2"));
        assertEquals(Map.of("127.0.0.1", 8), spread(lab.forwarder("https://" + NAME + ':' + port), 8));
    }

    @Test
    void localhostMeansThisMachineWithoutAsking() {
        int port = apps("127.0.0.1");
        lab.allow = List.of();
        dns.say("localhost", DnsServer.addresses(60, "10.0.0.1"));
        assertEquals(Map.of("127.0.0.1", 2), spread(lab.forwarder("https://localhost:" + port), 2));
        assertEquals(0, dns.asked("localhost"));
    }

    @Test
    void anUnusedUpstreamAsksNobody() {
        lab.forwarder("https://" + NAME + ":8443");
        lab.upstreams.sweep();
        assertEquals(0, dns.asked(NAME));
    }
}
