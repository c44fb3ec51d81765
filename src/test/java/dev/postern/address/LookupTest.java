package dev.postern.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.address.LookupException.Kind;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names asked for at a real name server, and what a guard makes of the answers. */
class LookupTest {

    private static final AddressGuard MESH = AddressGuard.mesh();

    private final Vertx vertx = Vertx.vertx();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private DnsServer dns;
    private Lookup lookup;

    @BeforeEach
    void start() throws Exception {
        dns = new DnsServer(vertx);
        lookup = new Lookup(new DnsNames(vertx, dns.settings()), () -> now);
    }

    @AfterEach
    void stop() {
        vertx.close();
    }

    private List<String> found(String host, AddressGuard guard) throws Exception {
        return await(lookup.find(host, guard)).addresses().stream().map(CheckedAddress::toString).toList();
    }

    private Kind failure(String host, AddressGuard guard) {
        ExecutionException failed = assertThrows(ExecutionException.class, () -> await(lookup.find(host, guard)));
        return assertInstanceOf(LookupException.class, failed.getCause()).kind();
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    @Test
    void allAddressesOfBothFamiliesAreFound() throws Exception {
        dns.say("ledger.corp.test", DnsServer.addresses(60, "10.0.0.1", "10.0.0.2", "fd00::1"));
        Resolved resolved = await(lookup.find("ledger.corp.test", MESH));
        assertEquals(3, resolved.addresses().size());
        assertEquals(now.plusSeconds(60), resolved.until());
        assertEquals("10.0.0.1:8443", resolved.addresses().getFirst().at(8443).toString());
    }

    @Test
    void answersLiveAsLongAsTheirSourceSaysWithinBounds() throws Exception {
        dns.say("a.corp.test", DnsServer.addresses(60, "10.0.0.1")).say("b.corp.test", DnsServer.addresses(0, "10.0.0.1"))
                .say("c.corp.test", DnsServer.addresses(1_000_000, "10.0.0.1"));
        assertEquals(now.plus(Lookup.SHORTEST), await(lookup.find("b.corp.test", MESH)).until());
        assertEquals(now.plus(Lookup.LONGEST), await(lookup.find("c.corp.test", MESH)).until());
        found("a.corp.test", MESH);
        dns.say("a.corp.test", DnsServer.addresses(60, "10.0.0.2"));
        now = now.plusSeconds(59);
        assertEquals(List.of("10.0.0.1"), found("A.corp.TEST", MESH));
        assertEquals(1, dns.asked("a.corp.test"));
        now = now.plusSeconds(1);
        assertEquals(List.of("10.0.0.2"), found("a.corp.test", MESH));
    }

    @Test
    void whoAsksAtTheSameTimeAsksOnce() throws Exception {
        dns.say("a.corp.test", DnsServer.addresses(60, "10.0.0.1"));
        List<Future<Resolved>> many = IntStream.range(0, 100).mapToObj(i -> lookup.find("a.corp.test", MESH)).toList();
        await(Future.all(many));
        assertEquals(1, dns.asked("a.corp.test"));
    }

    /** The address that was checked is what is handed out; the second answer is judged anew, and never reaches a dialler. */
    @Test
    void rebindingIsRefused() throws Exception {
        dns.say("evil.test", DnsServer.addresses(0, "93.184.216.34"));
        Resolved first = await(lookup.find("evil.test", AddressGuard.internet()));
        dns.say("evil.test", DnsServer.addresses(0, "169.254.169.254"));
        now = now.plusSeconds(10);
        assertEquals(Kind.REFUSED, failure("evil.test", AddressGuard.internet()));
        assertEquals("93.184.216.34:443", first.addresses().getFirst().at(443).toString());
    }

    @Test
    void oneBadAddressAmongGoodOnesIsTakenOut() throws Exception {
        dns.say("mixed.test", DnsServer.addresses(60, "127.0.0.1", "93.184.216.34", "::1", "10.0.0.1", "fe80::1"));
        assertEquals(List.of("93.184.216.34"), found("mixed.test", AddressGuard.internet()));
        assertEquals(4, await(lookup.find("mixed.test", AddressGuard.internet())).refused().size());
        assertEquals(List.of("93.184.216.34", "10.0.0.1"), found("mixed.test", MESH), "the same answer, judged for another purpose");
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000000000000000ffff7f000001", "00000000000000000000ffffa9fea9fe", "0064ff9b0000000000000000a9fea9fe", "20027f00000100000000000000000001",
        "0000000000000000000000007f000001", "20010000000000000000000080fffffe", "fe800000000000000000000000000001", "00000000000000000000000000000000"})
    void whatIsInsideAnIpv6AddressIsJudged(String octets) {
        dns.say("six.test", DnsServer.wide(60, HexFormat.of().parseHex(octets)));
        assertEquals(Kind.REFUSED, failure("six.test", MESH));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "127.0.0.01", "1.2.3.4.5", "a b", "", ".", "-a", "a..b", "a%00.test", "[::1]",
        "fe80::1%lo", "evil.test/", "evil.test:80", "169.254.169.254."})
    void whatIsNoNameIsNotAskedFor(String host) {
        assertEquals(Kind.INVALID, failure(host, MESH));
    }

    @Test
    void literalsAndLocalhostAreJudgedWithoutAsking() throws Exception {
        assertEquals(Kind.REFUSED, failure("127.0.0.1", MESH));
        assertEquals(Kind.REFUSED, failure("::ffff:127.0.0.1", MESH));
        assertEquals(Kind.REFUSED, failure("LOCALHOST.", MESH));
        assertEquals(Kind.REFUSED, failure("app.localhost", MESH));
        assertEquals(List.of("10.0.0.1"), found("10.0.0.1", MESH));
        assertEquals(List.of("127.0.0.1"), found("localhost", AddressGuard.loopback()));
    }

    @Test
    void shortNamesAreLookedForBelowTheSearchDomains() throws Exception {
        dns.say("ledger.svc.corp.test", DnsServer.addresses(60, "10.0.0.7"));
        assertEquals(List.of("10.0.0.7"), found("ledger", MESH));
    }

    @Test
    void failuresAreToldApart() {
        dns.say("broken.corp.test", DnsServer.SERVFAIL).say("silent.corp.test", DnsServer.SILENCE).say("empty.corp.test", DnsServer.addresses(60));
        assertEquals(Kind.NO_SUCH_NAME, failure("missing.corp.test", MESH));
        assertEquals(Kind.NO_SUCH_NAME, failure("empty.corp.test", MESH));
        assertEquals(Kind.UNAVAILABLE, failure("broken.corp.test", MESH));
        assertEquals(Kind.UNAVAILABLE, failure("silent.corp.test", MESH));
        assertTrue(dns.asked("silent.corp.test") >= 2, "a lost packet is not the end");
    }

    /** Of a name that has only IPv6 addresses, nobody says that it is gone while those cannot be asked for. */
    @Test
    void noAddressesOfOneFamilySayNothingOfTheOther() throws Exception {
        dns.say("six.corp.test", DnsServer.apart(DnsServer.addresses(60), DnsServer.addresses(60, "fd00::6")));
        assertEquals(List.of("fd00:0:0:0:0:0:0:6"), found("six.corp.test", MESH));
        dns.say("six-broken.corp.test", DnsServer.apart(DnsServer.addresses(60), DnsServer.SERVFAIL)).say("six-silent.corp.test", DnsServer.apart(DnsServer.addresses(60), DnsServer.SILENCE));
        assertEquals(Kind.UNAVAILABLE, failure("six-broken.corp.test", MESH));
        assertEquals(Kind.UNAVAILABLE, failure("six-silent.corp.test", MESH));
        dns.say("four.corp.test", DnsServer.apart(DnsServer.addresses(60, "10.0.0.4"), DnsServer.SERVFAIL));
        assertEquals(List.of("10.0.0.4"), found("four.corp.test", MESH), "a server that is clumsy about AAAA");
        dns.say("gone.corp.test", DnsServer.apart(DnsServer.NXDOMAIN, DnsServer.SERVFAIL));
        assertEquals(Kind.NO_SUCH_NAME, failure("gone.corp.test", MESH), "who is not there has addresses of no kind (RFC 8020)");
        dns.say("half.corp.test", DnsServer.apart(DnsServer.SERVFAIL, DnsServer.addresses(60, "fd00::6")));
        assertEquals(Kind.UNAVAILABLE, failure("half.corp.test", MESH));
    }

    @Test
    void aFailureIsForgottenSoon() throws Exception {
        assertEquals(Kind.NO_SUCH_NAME, failure("late.corp.test", MESH));
        dns.say("late.corp.test", DnsServer.addresses(60, "10.0.0.1"));
        assertEquals(Kind.NO_SUCH_NAME, failure("late.corp.test", MESH));
        now = now.plus(Lookup.FAILURE).plus(Duration.ofMillis(1));
        assertEquals(List.of("10.0.0.1"), found("late.corp.test", MESH));
    }

    @Test
    void resolverFileIsRead() {
        ResolverFile file = ResolverFile.parse(List.of("# comment", "nameserver 10.0.0.53", "nameserver fd00::53", "nameserver not-an-address", "nameserver",
                "search ns.svc.cluster.local svc.cluster.local", "options ndots:5 timeout:2", "", "domain"));
        assertEquals(List.of("/10.0.0.53:53", "/[fd00:0:0:0:0:0:0:53]:53"), file.servers().stream().map(Object::toString).toList());
        assertEquals(5, file.ndots());
        assertEquals(List.of(), file.search(), "the last line counts");
    }
}
